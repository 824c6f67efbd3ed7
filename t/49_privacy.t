# No log of ours says what people wrote, who they are, or any secret: through
# answers, refusals, dead letters, provider errors and database errors, at
# level debug, as JSON and as text.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use Test::More;
use Relevo::Http qw(http);
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my ($phone, $name, $words, $guess) = ('5215557770123', 'Canaria', 'kanarienvogel', 'ratewort');
my @canaries = ($phone, $name, $words, $guess);

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'log.level' => 'debug',
    'log.burst' => 100_000, 'deliver.retry' => '50ms', 'deliver.ambiguous_wait' => '200ms' });
my $customer = 0;


sub says {
    my (%o) = @_;

    my $from = $phone . ++$customer;
    is($w->webhook(wa_text("$words, $o{text}", from => $from, name => $name))->{status}, 200, $o{text});
    return $from;
}


sub row_state {
    my ($from) = @_;

    return $w->pg->value(q{select state from core.outbox where payload->'to'->>'phone' = $1}, $from) // '';
}


sub rule {
    my (%rule) = @_;

    my $reply = http($w->graph->address, POST => '/_control', body => encode_json([\%rule]));
    is($reply->{status}, 200, "rule $rule{action}");
}


sub lines {
    my ($log) = @_;

    open my $in, '<', $w->log($log) or return;
    return <$in>;
}


# Lines of all logs that hold a canary or a secret.
sub told {
    my @secrets = map { $w->secret($_) } qw(whatsapp_app whatsapp_verify
        whatsapp_token webchat_demo redis_worker redis_web);
    my $any = join '|', map { quotemeta } @canaries, @secrets, @_;
    my @told = map { my $log = $_; map { "$log: $_" } grep { /$any/i } lines($log) }
        qw(nginx access worker redis postgres);

    return join '', splice @told, 0, 5;
}


sub a_day {
    my $from = says(text => 'answered');
    wait_until { row_state($from) eq 'sent' } 20, 'the answer';

    rule(action => 'error', code => 131026, count => 1);
    $from = says(text => 'undeliverable');
    wait_until { row_state($from) eq 'failed' } 20, 'the refusal';

    rule(action => 'http', status => 500, count => 1, body => "no such user $phone: $words");
    $from = says(text => 'doubtful');
    wait_until { row_state($from) eq 'sent' } 20, 'the second try';

    my $before = $w->pg->value('select count(*) from core.dead_letter');
    $w->webhook(wa_text($words, from => $phone, name => $name, account => '999'));
    $w->webhook({ kind => 'messages', account => $w->account,
        element => { type => 'text', from => $phone, text => $words } });       # no shape of theirs
    wait_until { $w->pg->value('select count(*) from core.dead_letter') >= $before + 1 } 20, 'dead letters';

    # the database refuses a row: its own message quotes all of it
    $w->pg->do("alter table core.contact add constraint canary"
        . " check (name is distinct from '${name}a') not valid");
    $before = $w->pg->value('select count(*) from core.dead_letter');
    $w->webhook(wa_text($words, from => "${phone}99", name => "${name}a"));
    wait_until { $w->pg->value('select count(*) from core.dead_letter') > $before } 20, 'a refused row';
    $w->pg->do('alter table core.contact drop constraint canary');
    ok((grep { /violates check constraint "canary"/ } lines('postgres')),
        'the database complained');

    my $verify = $w->secret('whatsapp_verify');
    $w->http(GET => "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=$_")
        for $verify, $guess, "$guess%ff";
    $w->http(POST => '/webhooks/whatsapp', body => $words,
        headers => { 'X-Hub-Signature-256' => "sha256=$guess" });
}


sub a_visitor {
    my $token = decode_json($w->http(POST => '/chat/demo/session')->{body})->{token};

    my $id = '0b9d7f2e-3c1a-4a52-9d0e-1f6a2b3c4d5e';

    for my $body (qq({"id":"$id","text":"$words"}), qq({"text":"$words"}), $words) {
        $w->http(POST => '/chat/demo/messages', body => $body,
            headers => { Authorization => "Bearer $token", 'Content-Type' => 'application/json' });
    }
    $w->http(POST => '/chat/demo/messages', body => $words,
        headers => { Authorization => "Bearer $token$guess" });
    $w->http(GET => "/chat/demo/live?token=$token");
    return $token;
}


for my $format (qw(json text)) {
    $w->part('worker')->write('log.format' => $format);
    $w->restart('worker');
    a_day();
    my $token = a_visitor();
    my $n = grep { /turn|deliver|admit/ } lines('worker');
    cmp_ok($n, '>', 10, "$format: the worker told what it did");
    is(told((split /\./, $token)[2, 4]), '',
        "$format: and nothing of what was said, by whom, with which secret");
}

Relevo::World->finish;
