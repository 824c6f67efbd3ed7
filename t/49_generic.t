# The generic channel end to end: anybody's signed JSON in, signed callbacks
# out to a strict receiver, and where a callback may not lead.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Digest::SHA qw(hmac_sha256_hex);
use Encode qw(encode_utf8);
use IPC::Open2;
use JSON::PP;
use MIME::Base64;
use Test::More;
use Relevo::Bots;
use Relevo::Check;
use Relevo::Generic;
use Relevo::Http;
use Relevo::Wait;
use Relevo::World;

my $JSON = JSON::PP->new->utf8->canonical;
my $GITHUB = 'the secret of GitHub, in a file';

my $w = Relevo::World->new(
    parts => [qw(redis postgres hook bots worker nginx)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'deliver.retry' => '50ms', 'deliver.attempts' => 4 });
$w->write_file('secrets/github', "$GITHUB\n", 0644);
$w->part('nginx')->write(server => join "\n",
    'location = /hooks/github { relevo_webhook generic; relevo_signature github;',
    ' relevo_secret_file ' . $w->dir('secrets/github') . '; relevo_account github; }',
    'location = /hooks/shop { relevo_webhook generic; relevo_signature github;',
    ' relevo_secret_file ' . $w->dir('secrets/github') . ';',
    ' relevo_account $http_x_shop; relevo_delivery_id $http_x_delivery; }');
$w->start(@{ $w->{parts} });
my $check = Relevo::Check->new($w);

$w->pg->value(q{select core.account_add(tenant_id, 'generic', $1, $1) from core.tenant
    where slug = 'demo'}, $_) for qw(github shop7 default);


sub count {
    my ($table, $where, @params) = @_;

    return $w->pg->value("select count(*) from core.$table where $where", @params);
}


sub at_rest { return wait_until { !(my @left = $check->i7) } 30, 'rest' }


# An endpoint with a callback, as an operator makes one; its two secrets.
sub account_new {
    my ($name, $url) = @_;

    my $r = $w->cli(qw(channel add generic), $name, qw(--tenant demo --callback), $url);
    is($r->{status}, 0, "$name is added") or diag($r->{err});
    my ($callback) = $r->{out} =~ /^callback secret: (whsec_\S+)$/m;
    my ($secret) = $r->{out} =~ /^secret: (\S+)$/m;
    ok($callback && $secret, 'both secrets are shown');
    return ($secret, $callback);
}


sub row_to {
    my ($contact) = @_;

    return $w->pg->row(q{select id, state, error, attempt, provider_id from core.outbox
        where payload->'to'->>'contact' = $1 order by ord limit 1}, $contact) // {};
}


# An account's pause is over: that of the worker's memory and of its rows.
sub pause_over {
    $w->restart('worker');
    $w->pg->do(q{update core.outbox set next_at = now() where state = 'retry'});
}


sub github {
    my ($body, %headers) = @_;

    my $path = delete $headers{path} // '/hooks/github';
    return http($w->url, POST => $path, body => $body, headers => {
        'Content-Type' => 'application/json',
        'X-Hub-Signature-256' => 'sha256=' . hmac_sha256_hex($body, $GITHUB), %headers });
}


sub oracle {
    my ($major) = (`node --version 2>/dev/null` // '') =~ /^v(\d+)/;
    my $node = ($major // 0) >= 20 ? 'node' : "$FindBin::Bin/node_modules/node/bin/node";
    my $pid = open2(my $out, my $in, $node, "$FindBin::Bin/oracle/verify.mjs");

    print {$in} $JSON->encode([@_]);
    close $in;
    my $answer = $JSON->decode(join '', <$out>);
    waitpid $pid, 0;
    return @$answer;
}


# A line of the receiver's history, as that library wants it.
sub delivery {
    my ($line, $secret, %change) = @_;

    return { secret => $secret, body => $line->{body}, headers => {
        'webhook-id' => $line->{id}, 'webhook-timestamp' => $line->{timestamp},
        'webhook-signature' => $line->{signature} }, %change };
}


my ($secret, $callback) = account_new('orders', $w->hook->url);
$w->hook->secrets($callback);
wait_until { post_generic($w, 'orders', $secret, envelope('x', contact => 'c0'))->{status} == 200 }
    15, 'nginx knows the endpoint';


subtest 'a message in, a signed answer out' => sub {
    my $r = post_generic($w, 'orders', $secret, envelope("Hola, buenos d\x{ed}as",
        id => 'in-1', contact => 'c1', name => 'Ana', at => '2026-11-21T09:30:00.250+01:00',
        shop => { order => 7 }));
    is($r->{status}, 200, 'accepted');
    wait_until { $w->hook->sent('c1') } 15, 'the answer';
    my ($line) = $w->hook->sent('c1');
    my $body = $JSON->decode(encode_utf8($line->{body}));
    like($body->{text}, qr/hola/i, 'in Spanish');
    is($body->{account}, 'orders', 'it says for whom');
    is($body->{reply_to}, 'in-1', 'and to what');
    is($body->{origin}, 'bot', 'and who');

    at_rest();
    my $row = row_to('c1');
    is($row->{state}, 'sent', 'the row is sent');
    is($row->{id}, $line->{id}, 'webhook-id is its id');
    like($row->{provider_id}, qr/^r-\d+$/, 'and it has the id it got there');
    is_deeply($w->pg->row(q{select m.text, m.type, m.content->'shop'->>'order' as shop,
        (extract(epoch from m.at) * 1000)::bigint as at, c.name
        from core.message m join core.conversation v on v.id = m.conversation_id
        join core.contact c on c.id = v.contact_id where m.provider_id = 'in-1'}),
        { text => "Hola, buenos d\x{ed}as", type => 'text', shop => '7', at => 1795249800250,
          name => 'Ana' }, 'the message, with what we do not know');

    is_deeply([oracle(delivery($line, $callback), delivery($line, $secret),
        delivery($line, $callback, body => "$line->{body} "))],
        [JSON::PP::true, ('No matching signature found') x 2],
        'the library of Standard Webhooks agrees');
};


subtest 'the same message ten times is one' => sub {
    my $m = envelope('Bonjour', id => 'in-2', contact => 'c2');

    is(post_generic($w, 'orders', $secret, $m)->{status}, 200, 'accepted') for 1 .. 10;
    wait_until { $w->hook->sent('c2') } 15, 'the answer';
    at_rest();
    is(scalar $w->hook->attempts('c2'), 1, 'one answer');
    is(count('message', q{provider_id = 'in-2'}), 1, 'one message');

    my $bare = envelope('Bonsoir', id => undef, contact => 'c3');
    is(post_generic($w, 'orders', $secret, $bare, delivery => 'd-same')->{status}, 200,
        'without an id of its own') for 1 .. 3;
    post_generic($w, 'orders', $secret, $bare, delivery => 'd-other');
    wait_until { count('message', q{text = 'Bonsoir'}) == 2 } 10, 'known by webhook-id';
    at_rest();
    is(count('message', q{text = 'Bonsoir'}), 2, 'two deliveries, two messages');
};


subtest 'a list of messages' => sub {
    my $r = post_generic($w, 'orders', $secret, { messages => [
        envelope('Hello', contact => 'l1'), { note => 1 }, envelope('Hello', contact => 'l2')] });
    is($r->{status}, 200, 'accepted');
    wait_until { $w->hook->sent('l1') && $w->hook->sent('l2') } 15, 'both are answered';
    is($w->pg->value(q{select count(*) from core.channel_event
        where convert_from(raw, 'UTF8') = '{"note":1}'}), 1, 'the third is an event');
    is(post_generic($w, 'orders', $secret, { messages => [map {
        envelope('x', contact => "l$_") } 1 .. 1001] })->{status}, 200, 'a list too long');
    ok((wait_for { count('dead_letter', q{channel = 'generic'}) == 1 } 10), 'is a dead letter');
    at_rest();
};


subtest 'who proves nothing, and what is no JSON' => sub {
    my $m = envelope('forged', contact => 'c9');

    is(post_generic($w, 'orders', 'whsec_' . 'A' x 32, $m)->{status}, 401, 'another secret');
    is(post_generic($w, 'orders', $secret, $m, at => time - 301)->{status}, 401, 'too late');
    is(post_generic($w, 'nobody', $secret, $m)->{status}, 404, 'no such endpoint');
    is($w->http(GET => '/webhooks/generic/orders')->{status}, 405, 'GET');
    is($w->http(POST => '/webhooks/generic', body => '{}')->{status}, 404, 'no endpoint at all');
    is(post_generic($w, 'orders', $secret, $m, delivery => 'x' x 256)->{status}, 400,
        'an id that is too long');
    is(post_generic($w, 'orders', $secret, 'payload=%7B%7D')->{status}, 200, 'a form');
    ok((wait_for { count('dead_letter', q{channel = 'generic' and reason = 'parse'}) } 10),
        'is a dead letter');
    is(count('message', q{text = 'forged'}), 0, 'nothing of the others');
};


subtest 'GitHub: an event, never an error' => sub {
    my $body = '{"action":"opened","issue":{"id":1},"repository":{"full_name":"o/r"}}';

    is(github($body, 'X-GitHub-Delivery' => 'g-1')->{status}, 200, 'accepted') for 1 .. 3;
    is(github($body, 'X-GitHub-Delivery' => 'g-2')->{status}, 200, 'delivered as another');
    wait_until { count('channel_event', q{field = 'opened'}) == 2 } 10, 'two events';
    is($w->pg->value(q{select convert_from(raw, 'UTF8') from core.channel_event
        where field = 'opened' limit 1}), $body, 'verbatim');
    is(github($body, 'X-Hub-Signature-256' => 'sha256=' . '0' x 64)->{status}, 401, 'forged');

    is(github('[]')->{status}, 200, 'an array');
    is(github('"zen"')->{status}, 200, 'a word');
    is(github('{"zen":1}')->{status}, 200, 'without an id it may come twice') for 1 .. 2;
    wait_until { count('channel_event', q{convert_from(raw, 'UTF8') = '{"zen":1}'}) == 2 } 10,
        'and is two events';
    at_rest();
};


# The name of a delivery is not signed: who has seen one of old may send it under
# any name, and keeps nothing out by it.
subtest 'GitHub: an old delivery under a new name' => sub {
    my ($old, $new) = map { qq({"action":"$_","n":1}) } qw(seen coming);
    is(github($old, 'X-GitHub-Delivery' => "g-$_")->{status}, 200, "again, as $_") for 10, 11;
    is(github($new, 'X-GitHub-Delivery' => 'g-11')->{status}, 200, 'the one that has the name') for 1 .. 3;
    wait_until { count('channel_event', q{field = 'coming'}) } 10, 'came';
    at_rest();
    is(count('channel_event', q{field = 'coming'}), 1, '... and is one, however often');
    is(count('channel_event', q{field = 'seen'}), 2, 'the other is as many as it has names');
};


subtest 'relevo_account and relevo_delivery_id' => sub {
    my $body = $JSON->encode(envelope('Hi', id => undef, contact => 's1'));
    my %shop = (path => '/hooks/shop', 'X-Shop' => 'shop7');

    is(github($body, %shop, 'X-Delivery' => 'x1')->{status}, 200, 'accepted') for 1 .. 2;
    is(github($body, path => '/hooks/shop', 'X-Shop' => 'a b')->{status}, 400, 'no account');
    is(github('{"of":"nobody"}', path => '/hooks/shop')->{status}, 200, 'the default account');
    my $of = q{select count(*) from core.message m join core.conversation v
        on v.id = m.conversation_id join core.account a on a.id = v.account_id
        where a.account = 'shop7' and m.direction = 'in'};
    wait_until { $w->pg->value($of) } 10, 'a message of that account';
    ok((wait_for { $w->pg->value(q{select count(*) from core.channel_event e join core.account a
        on a.id = e.account_id where a.account = 'default'}) } 10), 'and an event of the other');
    wait_until { (row_to('s1')->{state} // '') eq 'retry' } 10, 'nowhere to answer to';
    is(row_to('s1')->{error}, 'not_configured', 'says why');
    is($w->pg->value($of), 1, 'one message');

    # what waited is tried at once, so the receiver knows the secret before
    my $made = 'whsec_' . encode_base64(pack('C*', 1 .. 32), '');
    open my $f, '>', $w->dir('secrets/shop7') or die $!;
    print $f $made;
    close $f;
    $w->hook->secrets($callback, $made);
    my $r = $w->cli(qw(channel rotate generic shop7 --token-file), $w->dir('secrets/shop7'),
        '--callback', $w->hook->url);
    is($r->{status}, 0, 'a callback later') or diag($r->{err});
    wait_until { $w->hook->sent('s1') } 15, 'and what waited is sent at once';
    at_rest();
};


subtest 'retries keep the id and sign anew' => sub {
    $w->hook->rules({ action => 'http', status => 503, retry_after => 1, to => 'r1' },
        { action => 'silence', to => 'r1' });
    post_generic($w, 'orders', $secret, envelope('Hello', contact => 'r1'));
    wait_until { $w->hook->sent('r1') } 40, 'sent at last';
    at_rest();
    my @tries = $w->hook->attempts('r1');
    is(scalar @tries, 3, 'three attempts');
    is_deeply([map { $_->{id} } @tries], [($tries[0]{id}) x 3], 'one id');
    is_deeply([map { $_->{body} } @tries], [($tries[0]{body}) x 3], 'one body');
    isnt($tries[1]{signature}, $tries[0]{signature}, 'another signature');
    cmp_ok($tries[1]{timestamp}, '>', $tries[0]{timestamp}, 'of another time');
    cmp_ok($tries[1]{time} - $tries[0]{time}, '>=', 0.99, 'Retry-After was obeyed');
    is_deeply([oracle(map { delivery($_, $callback) } @tries)], [(JSON::PP::true) x 3],
        'each is signed');
    is(row_to('r1')->{state}, 'sent', 'the row is sent');

    $w->hook->rules({ action => 'swallow', ms => 100, to => 'r2' });
    post_generic($w, 'orders', $secret, envelope('Hello', contact => 'r2'));
    wait_until { (row_to('r2')->{state} // '') eq 'sent' } 30, 'an answer that was lost';
    is(scalar $w->hook->sent('r2'), 1, 'worked on once: the receiver knows the id');
    is(scalar $w->hook->attempts('r2'), 2, 'and was told again');

    $w->hook->rules({ action => 'http', status => 500, count => 0, to => 'r3' });
    post_generic($w, 'orders', $secret, envelope('Hello', contact => 'r3'));
    wait_until { (row_to('r3')->{state} // '') eq 'failed' } 60, 'attempts are limited';
    is(scalar $w->hook->attempts('r3'), 4, 'deliver.attempts');
    $w->hook->rules;
};


subtest 'refused, moved, too fast' => sub {
    my $elsewhere = 'http://' . $w->hook->address . '/hook/elsewhere';

    $w->hook->rules({ action => 'http', status => 400, to => 'f1' },
        { action => 'http', status => 302, body => $elsewhere, to => 'f2' },
        { action => 'http', status => 429, retry_after => 1, to => 'f3' },
        { action => 'garbage', body => 'x' x 100_000, to => 'f4' });
    post_generic($w, 'orders', $secret, envelope('Hello', contact => "f$_")) for 1 .. 4;

    wait_until { (row_to('f1')->{state} // '') eq 'failed' } 15, 'refused is final';
    is(row_to('f1')->{error}, 'http 400', 'with the status');
    wait_until { (row_to('f2')->{state} // '') eq 'failed' } 15, 'a redirect is a refusal';
    is(row_to('f2')->{error}, 'http 302', 'with the status');
    wait_until { (row_to('f3')->{state} // '') eq 'sent' } 15, 'too fast: sent later';
    wait_until { (row_to('f4')->{state} // '') eq 'sent' } 15, 'a novel for an answer is a yes';
    at_rest();
    is(scalar $w->hook->attempts('f4'), 1, 'at once');
    is(scalar $w->hook->history(sub { $_[0]{path} =~ /elsewhere/ }), 0, 'nobody went elsewhere');
    $w->hook->rules;
};


subtest 'a secret is replaced without a gap' => sub {
    my $r = $w->cli(qw(channel rotate generic orders --make-token));
    is($r->{status}, 0, 'rotated') or diag($r->{err});
    my ($new) = $r->{out} =~ /^callback secret: (whsec_\S+)$/m;
    $w->restart('worker');              # else it is known within 30 s

    post_generic($w, 'orders', $secret, envelope('Hello', contact => 'k1'));
    wait_until { $w->hook->sent('k1') } 15, 'a receiver that knows the old one';
    my ($line) = $w->hook->sent('k1');
    is_deeply([oracle(delivery($line, $new), delivery($line, $callback))],
        [(JSON::PP::true) x 2], 'both fit');

    is($w->cli(qw(channel rotate generic orders --make-token --keep-s 0))->{status}, 0,
        'at once');
    $w->restart('worker');
    post_generic($w, 'orders', $secret, envelope('Hello', contact => 'k2'));
    wait_until { row_to('k2')->{error} } 15, 'the old one is over';
    is(row_to('k2')->{error}, 'http 401', 'and refused');

    $w->write_file('secrets/callback', "$callback\n", 0600);
    is($w->cli(qw(channel rotate generic orders --keep-s 0 --token-file),
        $w->dir('secrets/callback'))->{status}, 0, 'from a file');
    $w->restart('worker');
    wait_until { $w->hook->sent('k2') } 30, 'what was refused waited for a secret that fits';
    at_rest();
};


subtest '410: the account pauses, its row waits' => sub {
    $w->hook->rules({ action => 'http', status => 410, to => 'g1' });
    post_generic($w, 'orders', $secret, envelope('Hello', contact => 'g1'));
    wait_until { row_to('g1')->{error} } 15, 'refused';
    is(row_to('g1')->{error}, 'http 410', 'gone');
    is(row_to('g1')->{state}, 'retry', 'the row is not to blame');
    like(Relevo::World::Logs::tail($w->log('worker'), 10_000), qr/deliver\.account_paused/,
        'the operator is told');

    post_generic($w, 'orders', $secret, envelope('Hello', contact => 'g2'));
    wait_until { row_to('g2')->{id} } 15, 'another row';
    ok((stays { !$w->hook->attempts('g2') } 0.5), 'waits, too');

    # whoever has a bot of that name has another account
    my $r = $w->cli(qw(channel add telegram orders --tenant demo --token-file),
        $w->dir('secrets/bot_token'));
    my ($bot) = $r->{out} =~ /^secret: (\S+)$/m;
    wait_until { tg_post($w, tg_message('Hello', chat => 77), path => '/webhooks/telegram/orders',
        secret => $bot)->{status} == 200 } 15, 'its webhook';
    ok((wait_for { $w->bots->sent(77) } 15), 'a bot of the same name does not wait');
    ok((stays { !$w->hook->attempts('g2') } 0.5), 'nor does its answer end the pause');
    $w->hook->rules;
    pause_over();
    wait_until { $w->hook->sent('g1') && $w->hook->sent('g2') } 15, 'both leave after the pause';
    at_rest();
};


subtest 'a callback may not lead inside' => sub {
    my $port = $w->hook->port;
    my $before = () = $w->hook->history;

    for my $case (['ftp://x', qr/neither https/], ['https://u:p@x/', qr/user or a password/],
        ['https://', qr/no host/], ["https://x/#y", qr/not of a URL/])
    {
        my $r = $w->cli(qw(channel add generic inside --tenant demo --callback), $case->[0]);
        is($r->{status}, 2, "refused: $case->[0]");
        like($r->{err}, $case->[1], 'with the reason');
    }
    is($w->cli(qw(channel add telegram t --tenant demo --callback https://x/))->{status}, 2,
        'not of another channel');

    my ($own) = account_new('inside', "https://localhost:$port/hook");
    $w->part('worker')->write('generic.private_networks' => '');
    $w->restart('worker');
    wait_until { post_generic($w, 'inside', $own, envelope('Hello', contact => 'i1'))
        ->{status} == 200 } 15, 'a message';
    wait_until { row_to('i1')->{error} } 15, 'its answer';
    is(row_to('i1')->{error}, 'http: address refused', 'does not leave');
    is(row_to('i1')->{state}, 'retry', 'and waits for another callback');

    # http is for private networks, which this worker has none of
    post_generic($w, 'orders', $secret, envelope('Hello', contact => 'i2'));
    wait_until { row_to('i2')->{error} } 15, 'another answer';
    is(row_to('i2')->{error}, 'not_configured', 'nor in clear');
    is(scalar(() = $w->hook->history), $before, 'nobody was asked');

    my $r = $w->cli(qw(channel add generic inside --tenant demo --callback http://127.0.0.1/));
    is($r->{status}, 2, 'and the command line says so') or diag($r->{out});
    $w->part('worker')->write('generic.private_networks' => '127.0.0.0/8');
    $w->cli(qw(channel rotate generic inside --callback), $w->hook->url);
    $w->cli(qw(channel rotate generic inside --keep-s 0 --token-file), $w->dir('secrets/callback'));
    pause_over();
    wait_until { $w->hook->sent('i1') && $w->hook->sent('i2') } 15, 'both leave in the end';
    at_rest();
};


subtest 'configurations that must not start' => sub {
    my $text = do { local $/; open my $in, '<', $w->dir('nginx.conf') or die; <$in> };
    my $dir = $w->dir;

    for my $directive ('relevo_account x;', 'relevo_delivery_id $request_id;') {
        my $bad = $text =~ s/(relevo_webhook telegram;)/$1 $directive/r;
        $w->write_file('bad.conf', $bad, 0600);
        like($w->part('nginx')->verdict("$dir/bad.conf"),
            qr/makes sense with "relevo_webhook generic" only/, $directive);
    }
};

is_deeply([$check->violations('I5')], [], 'the two laws');
unlike(join('', map { Relevo::World::Logs::tail($w->log($_), 10_000) } qw(worker nginx)),
    qr/whsec_|buenos/, 'no secret and no text in a log');

Relevo::World->finish;
