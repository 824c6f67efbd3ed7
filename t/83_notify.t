# Notifications end to end: a hand-over becomes a mail, a Slack message, a
# signed webhook, an SMS and a WhatsApp template, read by software of others
# (oracle/inbox.mjs); targets that refuse, vanish or lie delay nobody else.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use File::Temp ();
use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Inbox;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $dir = File::Temp::tempdir('relevo-inbox-XXXXXX', TMPDIR => 1, CLEANUP => 1);
my $in = Relevo::Inbox->start($dir);
my $w = Relevo::World->new(parts => [qw(redis postgres graph worker nginx)],
    set => { 'turn.burst_ms' => 0, 'deliver.retry' => '50ms', 'deliver.ambiguous_wait' => '100ms',
             $in->settings });
my $api = Relevo::Api->key($w, 'demo', '*');
my $SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
my $HIDDEN = 'T000/B000/verysecret';
my $ROUTES = '/api/v1/notification-routes';
my $visitor = 0;

$in->wrong(secret => $SECRET);
$w->pg->do(q{update core.tenant set name = $1 where slug = 'demo'}, "Peña & Hijos\r\nBcc: x\@y");


sub route {
    my ($name, %o) = @_;

    my $r = $api->post($ROUTES, { name => $name, %o });
    is($r->{status}, 201, "route $name") or diag($r->{body});
    return $r->{json}{id};
}


# A customer who wants a person; the ticket.
sub escalate {
    my (%o) = @_;

    my $c = Relevo::Api::conversation($w, 'demo', 'v' . ++$visitor);
    my $r = $api->post("/api/v1/conversations/$c->{id}/handoff",
        { reason => 'test', priority => 'high', %o });
    is($r->{status}, 200, 'escalated') or diag($r->{body});
    return { %{ $r->{json}{ticket} }, conversation => $c->{id} };
}


sub arrived {
    my ($kind, $text) = @_;

    my ($one) = grep { index($JSON::PP::true && JSON::PP->new->encode($_), $text) >= 0 }
        $in->seen(kind => $kind);
    return $one;
}


# One delivery of the newest notification of that event, as the API shows it.
sub delivery {
    my ($event, $name) = @_;

    my $r = $api->get("/api/v1/notifications?event=$event&limit=1");
    my ($d) = grep { $_->{name} eq $name } @{ $r->{json}{items}[0]{deliveries} // [] };
    return $d // {};
}


sub state_is {
    my ($event, $name, $state) = @_;

    my $ok = wait_for { (delivery($event, $name)->{state} // '') eq $state } 15;
    ok($ok, "$event to $name is $state")
        or diag(JSON::PP->new->canonical->encode(delivery($event, $name)));
    return;
}


my ($mail, $slack, $hook);

subtest 'an e-mail target confirms before it gets anything' => sub {
    $mail = route('mail', kind => 'email', target => 'ops@team.example', language => 'es',
        events => ['*']);
    my $r = $api->get("$ROUTES/$mail");
    is($r->{json}{state}, 'unconfirmed', 'unconfirmed');
    wait_until { $in->seen(kind => 'mail') } 20, 'a mail that asks';
    escalate();

    my ($asks) = $in->seen(kind => 'mail');
    is($asks->{user}, 'relevo', 'it came with AUTH');
    ok($asks->{secure}, 'over TLS');
    is_deeply($asks->{complaints}, [], 'well formed');
    is_deeply($asks->{to}, ['ops@team.example'], 'to the target alone');
    is($asks->{from}, 'no-reply@relevo.example', 'from the sender');
    is($asks->{sender}{name}, 'Relevo »Avisos«', 'with its name');
    like($asks->{subject}, qr/^\[Peña & Hijos  ?Bcc: x\@y\] Confirma los avisos de Peña/,
        'its subject is one line');
    ok(!$asks->{headers}{bcc}, 'and no header of its own');
    my ($path) = $asks->{text} =~ m{https://relevo\.example(/api/v1/notify/confirm\?token=\S+)};
    ok($path, 'it has a link') or return;

    $r = $w->http(GET => $path);
    is($r->{status}, 200, 'the page');
    like($r->{headers}{'content-type'}, qr{^text/html}, 'is HTML');
    like($r->{body}, qr/<button>/, 'with a button');
    is($api->get("$ROUTES/$mail")->{json}{state}, 'unconfirmed',
        'opening the link confirms nothing');
    is($w->http(POST => "${path}x")->{status}, 404, 'another token is none');
    is($w->http(POST => $path)->{status}, 200, 'the button');
    is($api->get("$ROUTES/$mail")->{json}{state}, 'active', 'confirmed');
    is($w->http(POST => $path)->{status}, 404, 'once');
    is(scalar(my @all = $in->seen(kind => 'mail')), 1, 'nothing came before');
};

subtest 'each target hears of a hand-over in its own way' => sub {
    $slack = route('slack', kind => 'slack', language => 'en', events => ['escalation'],
        secret => $in->url("/services/$HIDDEN"));
    $hook = route('hook', kind => 'webhook', target => $in->url('/hook'), secret => $SECRET,
        events => ['*']);
    route('sms', kind => 'sms', target => '+5215550001', secret => 'sid:tok', events =>
        ['escalation'], language => 'pt', settings => { url => $in->url('/sms?to={to}'),
        body => 'to={to}&from={from}&text={text}', from => 'Re&levo', auth => 'basic',
        content_type => 'application/x-www-form-urlencoded' });
    route('json', kind => 'sms', target => '+5215550002', secret => 'tok"en', events =>
        ['escalation'], language => 'fr', settings => { url => $in->url('/sms'), auth => 'bearer',
        body => '{"to": "{to}", "body": "{text}"}' });
    route('phone', kind => 'template', target => '+5215550003', account => $w->account,
        events => ['escalation'], settings => { template => 'new_case',
        parameters => ['ticket', 'priority'], language => 'es_MX' });

    my $t = escalate(reason => '<b> & "quoted"');
    wait_until { arrived(mail => $t->{number}) } 20, 'the mail';
    my $m = arrived(mail => $t->{number});
    like($m->{subject}, qr/El caso \Q$t->{number}\E necesita a una persona$/, 'in Spanish');
    like($m->{text}, qr/^Prioridad: alta$/m, 'with what there is to know');
    like($m->{text}, qr{^Abrir: https://relevo\.example/console/#/conversations/$t->{conversation}$}m,
        'and where to go on');
    is_deeply($m->{complaints}, [], 'well formed');
    like($m->{headers}{'list-unsubscribe'}, qr{^<https://relevo\.example/api/v1/notify/leave\?},
        'a link to unsubscribe');
    is($m->{headers}{'list-unsubscribe-post'}, 'List-Unsubscribe=One-Click', 'by one click');
    is($m->{headers}{'auto-submitted'}, 'auto-generated', 'marked as automatic');
    state_is(escalation => 'mail', 'sent');

    wait_until { arrived(slack => $t->{number}) } 15, 'Slack';
    my $s = arrived(slack => $t->{number});
    like($s->{text}, qr/^\*Case \Q$t->{number}\E needs a person\*\n/, 'Slack in English');
    like($s->{text}, qr/Reason: &lt;b&gt; &amp; "quoted"/, 'its marks are no marks');

    wait_until { arrived(webhook => $t->{number}) } 15, 'the webhook, verified';
    my $h = arrived(webhook => $t->{number});
    is($h->{body}{type}, 'escalation', 'its type');
    is($h->{body}{data}{conversation}, $t->{conversation}, 'its data');
    is($h->{body}{data}{priority}, 'high', 'raw, not translated');
    is(scalar(my @no = $in->seen(kind => 'forged')), 0, 'none without a signature');

    wait_until { @{[$in->seen(kind => 'sms')]} >= 2 } 15, 'two SMS';
    my ($form) = grep { $_->{fields}{from} } $in->seen(kind => 'sms');
    my ($json) = grep { $_->{fields}{body} } $in->seen(kind => 'sms');
    like($form->{fields}{text}, qr/^O caso \Q$t->{number}\E precisa de uma pessoa/, 'a form');
    is($form->{fields}{from}, 'Re&levo', 'whose values are values');
    is($form->{query}{to}, '+5215550001', 'in the URL, too');
    is($form->{auth}, 'Basic c2lkOnRvaw==', 'with the secret, basic');
    is($json->{auth}, 'Bearer tok"en', 'and bearer');
    like($json->{fields}{body}, qr/^Le dossier \Q$t->{number}\E a besoin d'une personne/, 'JSON');

    wait_until { $w->graph->sent('5215550003') } 15, 'the template';
    my ($wa) = $w->graph->sent('5215550003');
    state_is(escalation => $_, 'sent') for qw(slack hook sms json phone);
};

subtest 'twenty customers want a person at the same moment' => sub {
    my $number = 5_215_559_000;
    my @new = map { wa_text('quiero hablar con una persona', from => $number + $_) } 1 .. 20;
    is($w->webhook(@new)->{status}, 200, 'in one webhook');
    my $tickets = sub { $w->pg->rows(q{select t.number, t.reason
        from core.ticket t join core.identity i on i.conversation_id = t.conversation_id
        join core.notification n on n.event = 'escalation' and n.payload ->> 'ticket' = t.number
        where i.value like '52155590%'}) };
    ok((wait_for { $tickets->() == 20 } 60), 'each has a ticket, and is told of')
        or diag(explain([$tickets->()]));
    my @t = $tickets->();
    is_deeply([grep { $_->{reason} ne 'explicit_request' } @t], [], 'because they said so');
    for my $kind (qw(mail slack webhook)) {
        my $seen = sub { my ($n) = @_; scalar grep { index(JSON::PP->new->encode($_), $n) >= 0 }
            $in->seen(kind => $kind) };
        ok((wait_for { !grep { !$seen->($_->{number}) } @t } 60), "$kind: all twenty");
        is_deeply([grep { $seen->($_->{number}) > 1 } @t], [], '... once each');
    }
};

subtest 'one that fails delays no other, and comes again' => sub {
    $in->wrong(slack => 500, rcpt => '451 later');
    my $t = escalate();
    wait_until { arrived(webhook => $t->{number}) } 10, 'the webhook comes';
    wait_until { (delivery(escalation => 'mail')->{attempts} // 0) >= 2 } 20, 'the mail is tried';
    like(delivery(escalation => 'mail')->{error}, qr/^smtp 451$/, 'and says why not');
    wait_until { (delivery(escalation => 'slack')->{attempts} // 0) >= 1 } 20, 'Slack is tried';
    ok(!arrived(mail => $t->{number}), 'no mail yet');
    $in->wrong;
    state_is(escalation => $_, 'sent') for qw(mail slack hook);
    ok(arrived(mail => $t->{number}), 'it came when it could');
    is(scalar(grep { index($_->{text}, $t->{number}) >= 0 } $in->seen(kind => 'slack')), 1,
        'Slack once');
};

subtest 'nor does one that says nothing; and a worker that dies loses none' => sub {
    $in->wrong(hang => JSON::PP::true);
    my $t = escalate();
    wait_until { arrived(webhook => $t->{number}) } 15, 'the webhook comes';
    is(delivery(escalation => 'slack')->{state}, 'queued', 'while Slack is silent');
    $w->kill9(worker => all => 1);
    $in->wrong;
    my $later = escalate();
    $w->start('worker');
    wait_until { arrived(webhook => $later->{number}) && arrived(mail => $later->{number})
        && arrived(slack => $later->{number}) } 60, 'the next worker goes on';
    ok(arrived(slack => $t->{number}), 'in order');
    state_is(escalation => $_, 'sent') for qw(mail slack hook);
};

subtest 'a refusal for good, an operator\'s error, an answer that is lost' => sub {
    $in->wrong(rcpt => '550 no such user');
    escalate();
    state_is(escalation => 'mail', 'failed');
    is(delivery(escalation => 'mail')->{error}, 'smtp 550', 'with its reason');
    is($api->get("$ROUTES/$mail")->{json}{last_error}, 'smtp 550', 'which the route shows');

    $in->wrong(data => '554 spam');
    escalate();
    state_is(escalation => 'mail', 'failed');
    is(delivery(escalation => 'mail')->{error}, 'smtp 554', 'refused behind the text, too');

    $in->wrong(auth => JSON::PP::false);
    my $t = escalate();
    wait_until { (delivery(escalation => 'mail')->{error} // '') eq 'smtp 535' } 20,
        'AUTH refused';
    is(delivery(escalation => 'mail')->{state}, 'queued', 'is no mail\'s fault');
    $in->wrong(drop => JSON::PP::true);
    $api->patch("$ROUTES/$mail", { enabled => JSON::PP::true });   # acted: tried at once
    wait_until { arrived(mail => $t->{number}) } 20, 'the text arrives, the answer is lost';
    $in->wrong;
    state_is(escalation => 'mail', 'sent');
    my @twice = grep { index($_->{text}, $t->{number}) >= 0 } $in->seen(kind => 'mail');
    cmp_ok(scalar @twice, '>', 1, 'sent again');
    my %id = map { $_->{id} => 1 } @twice;
    is(scalar keys %id, 1, 'under the same Message-ID');
};

subtest 'too old is dead, with a reason' => sub {
    $in->wrong(slack => 500);
    escalate();
    wait_until { (delivery(escalation => 'slack')->{attempts} // 0) >= 1 } 20, 'tried';
    $w->pg->do(q{update core.outbox set expires_at = now() where queue = 'n:' || $1}, $slack);
    state_is(escalation => 'slack', 'failed');
    like(delivery(escalation => 'slack')->{error}, qr/^expired: http 500/, 'the last reason');
    $in->wrong;
};

subtest 'a digest, by hand, resolved, and no more' => sub {
    is($api->patch("$ROUTES/$mail", { digest_minutes => 60 })->{status}, 200, 'an hour');
    my @t = map { escalate() } 1, 2;
    wait_until { (delivery(escalation => 'mail')->{state} // '') eq 'waiting' } 15, 'collected';
    my $urgent = escalate(priority => 'urgent');
    wait_until { arrived(mail => $urgent->{number}) } 20, 'urgent does not wait';
    is(arrived(mail => $urgent->{number})->{headers}{importance}, 'high', 'and says so');
    $w->pg->do(q{update core.notify_delivery set due_at = now() where state = 'waiting'});
    $w->pg->do(q{update core.timer set due_at = now() where kind = 'notify_flush'});
    wait_until { arrived(mail => '2 avisos') } 20, 'the digest';
    like(arrived(mail => '2 avisos')->{text}, qr/\Q$t[0]{number}\E.*\Q$t[1]{number}\E/s,
        'has both');

    my $r = $api->post('/api/v1/notifications', { text => "Mañana cerramos.\n¡Gracias!",
        routes => [$mail], priority => 'urgent' });
    is($r->{status}, 202, 'by hand');
    wait_until { arrived(mail => 'Mañana cerramos') } 20, 'arrives';
    is($api->post('/api/v1/notifications', { text => 'x', routes => ['x'] })->{status}, 422,
        'not to a route that is none');
    $r = $api->post("$ROUTES/$hook/test");
    is($r->{status}, 202, 'a test');
    wait_until { grep { $_->{body}{type} eq 'test' } $in->seen(kind => 'webhook') } 15, 'arrives';
    $api->post("/api/v1/conversations/$t[0]{conversation}/resolve", { category => 'done' });
    wait_until { grep { $_->{body}{type} eq 'resolution'
        && $_->{body}{data}{ticket} eq $t[0]{number} } $in->seen(kind => 'webhook') } 15,
        'a resolution';

    my ($leave) = arrived(mail => $urgent->{number})->{headers}{'list-unsubscribe'}
        =~ m{<https://relevo\.example([^>]+)>};
    is($w->http(GET => $leave)->{status}, 200, 'the page to leave');
    is($api->get("$ROUTES/$mail")->{json}{state}, 'active', 'does nothing yet');
    is($w->http(POST => $leave, body => 'List-Unsubscribe=One-Click', headers =>
        { 'Content-Type' => 'application/x-www-form-urlencoded' })->{status}, 200, 'one click');
    is($api->get("$ROUTES/$mail")->{json}{state}, 'unsubscribed', 'left');
    escalate(priority => 'urgent');
    wait_until { (delivery(escalation => 'hook')->{state} // '') eq 'sent' } 15, 'others go on';
    is_deeply(delivery(escalation => 'mail'), {}, 'it gets nothing');
};

subtest 'limits and the summary of a day' => sub {
    $api->patch("$ROUTES/$slack", { events => ['limit', 'daily_summary'] });
    $w->pg->do(q{select core.limits_set($1, '{"agents": {"soft": 0, "hard": 12345678}}', true)},
        $api->{tenant});
    wait_until { arrived(slack => 'agents') } 20, 'a limit that is near';
    like(arrived(slack => 'agents')->{text}, qr/^\*Close to a limit: agents, \d+ of 12345678\*/,
        'in words');
    wait_until { grep { $_->{body}{type} eq 'limit' } $in->seen(kind => 'webhook') } 15, 'to a program';
    my ($h) = grep { $_->{body}{type} eq 'limit' } $in->seen(kind => 'webhook');
    is_deeply([@{ $h->{body}{data} }{qw(limit level allowed)}], ['agents', 'soft', 12345678],
        'as data');

    $w->pg->do(q{update core.ticket set first_response_at = created_at + interval '5 min'
        where tenant_id = $1}, $api->{tenant});
    $w->pg->do(q{update core.timer set due_at = now() where kind = 'notify_daily'});
    wait_until { arrived(slack => 'Summary of') } 20, 'the summary';
    my $text = arrived(slack => 'Summary of')->{text};
    my $n = $w->pg->value(q{select count(*) from core.ticket where tenant_id = $1}, $api->{tenant});
    like($text, qr/^Cases opened: $n$/m, 'cases');
    like($text, qr/^Handed over: $n$/m, 'hand-overs');
    like($text, qr/^Resolved: 1$/m, 'resolved');
    like($text, qr/^Mean time to the first answer: 5(\.0)? min$/m, 'how fast they were answered');
    like($text, qr/^Mean rating: - \(0\)$/m, 'nobody has given a mark');
};

subtest 'where a target may not lead' => sub {
    my $bad = route('inside', kind => 'webhook', target => 'http://10.0.0.1/x',
        secret => $SECRET, events => ['manual']);
    $api->post('/api/v1/notifications', { text => 'x', routes => [$bad] });
    wait_until { (delivery(manual => 'inside')->{error} // '') =~ /refused/ } 15, 'refused';
    is($api->delete("$ROUTES/$bad")->{status}, 204, 'removed');
    state_is(manual => 'inside', 'cancelled');
};

subtest 'secrets and texts stay where they are' => sub {
    my $shown = $api->get($ROUTES)->{body} . $api->get('/api/v1/notifications?limit=100')->{body};
    my $all = '';
    for my $log (qw(worker nginx)) {
        open my $f, '<:raw', $w->log($log) or die $!;
        local $/;
        $all .= <$f> // '';
    }
    unlike("$shown$all", qr/\Q$HIDDEN\E|\Q$SECRET\E|s3cret pass|sid:tok|tok"en/, 'no secret');
    unlike($all, qr/ops\@team\.example|5215550001/, 'no target in a log');
    is($w->pg->value(q{select count(*) from core.outbox where queue like 'n:%'
        and state in ('sent', 'failed') and payload ? 'items'}), 0, 'no token stays');
    wait_until { $w->http(GET => '/metrics')->{body} =~ /notify_sent\S* [1-9]/ } 10,
        'and it is counted';
};

subtest 'on the command line' => sub {
    my $r = $w->cli(qw(notify route add cli-hook --kind webhook --target), $in->url('/hook'),
        '--events', 'manual,escalation', '--tenant', 'demo');
    is($r->{status}, 0, 'added') or diag($r->{err});
    my ($made) = $r->{out} =~ /^secret: (whsec_\S+)$/m;
    ok($made, 'its secret is made and shown');
    $in->wrong(secret => $made);
    like($w->cli(qw(notify route list --tenant demo))->{out}, qr/cli-hook\s.*webhook/, 'listed');
    is($w->cli(qw(notify route test cli-hook --tenant demo))->{status}, 0, 'tested');
    wait_until { (delivery(test => 'cli-hook')->{state} // '') eq 'sent' } 15, 'signed by it';
    is($w->cli(qw(notify route remove cli-hook --tenant demo))->{status}, 0, 'removed');
    is($w->cli(qw(notify route remove cli-hook --tenant demo))->{status}, 1, 'once');
    is($w->cli(qw(notify route add x --kind email --target nobody --tenant demo))->{status}, 1,
        'what is no address is refused');
};

$in->stop;
Relevo::World->finish;
