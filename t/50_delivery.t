# What a misbehaving provider makes of a reply: sent once, sent again with the
# mark of doubt, given up, or waiting; never lost, never silently doubled.

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

my $customer = 5215559000;
my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'deliver.ambiguous_wait' => '6s',
    'deliver.retry' => '100ms' });

# Greets as a new customer while these rules are in force for him.
sub greet {
    my ($world, @rules) = @_;

    my $number = ++$customer;
    $_->{to} //= "$number" for @rules;
    is(http($world->graph->address, POST => '/_control', body => encode_json(\@rules))->{status}, 200, 'rules');
    is($world->webhook(wa_text('Hola', from => $number))->{status}, 200, 'webhook');
    return $number;
}

sub row {
    my ($world, $number) = @_;

    return $world->pg->row(q{select id, state, attempt, maybe_duplicate, error from core.outbox
        where payload->'to'->>'phone' = $1}, "$number") // {};
}

sub ends {
    my ($number, $state) = @_;

    wait_until { (row($w, $number)->{state} // '') eq $state } 20, "state $state";
    return row($w, $number);
}

sub arrived {
    my ($world, $number) = @_;

    return scalar grep { ($_->{to} // '') eq "+$number" } $world->graph->sent;
}


subtest 'an answer that never comes: the status says it was sent' => sub {
    my $n = greet($w, { action => 'swallow', ms => 20000 });
    my $row = ends($n, 'sent');
    is(arrived($w, $n), 1, 'one message');
    ok((stays { arrived($w, $n) == 1 } 2), 'and it stays one');
};


subtest 'a reset and no status: sent again, marked' => sub {
    my $n = greet($w, { action => 'reset_after' });
    my $row = ends($n, 'sent');
    is($row->{attempt}, 2, 'two attempts');
    like($row->{maybe_duplicate}, qr/^(t|true|1)$/, 'maybe a duplicate');
    is(arrived($w, $n), 1, 'one arrived');
};


for ([ 'garbage', action => 'garbage' ], [ 'half an answer', action => 'truncate' ],
     [ '500 after it was accepted', action => 'http', status => 500, accept => JSON::PP::true ])
{
    my ($name, %rule) = @$_;
    subtest "$name: the status resolves it" => sub {
        my $n = greet($w, \%rule);
        ends($n, 'sent');
        is(arrived($w, $n), 1, 'one message');
    };
}


for ([ '429', action => 'http', status => 429, retry_after => 1 ],
     [ 'service down', action => 'error', status => 503, code => 2 ],
     [ 'pair rate', action => 'error', code => 131056 ])
{
    my ($name, %rule) = @$_;
    subtest "$name: repeated, not doubtful" => sub {
        my $n = greet($w, \%rule);
        my $row = ends($n, 'sent');
        unlike($row->{maybe_duplicate} // '', qr/^(t|true|1)$/, 'no doubt');
        is($row->{attempt}, 2, 'two attempts');
        is(arrived($w, $n), 1, 'one message');
    };
}


subtest 'undeliverable: given up at once, with the code' => sub {
    my $n = greet($w, { action => 'error', code => 131026, count => 0 });
    is(ends($n, 'failed')->{error}, '131026', 'the reason');
    is(row($w, $n)->{attempt}, 1, 'one attempt');
};

subtest 'an account that PostgreSQL refuses to read: told, and tried again' => sub {
    $w->restart('worker');              # it knows the account for a while
    $w->pg->do('alter function core.account_secret(text, text) rename to account_gone');
    my $n = greet($w);
    wait_until {
        open my $in, '<', $w->log('worker') or return;
        grep { /"event":"deliver.not_started".*"error":"account: / } <$in>;
    } 20, 'the log to say so';
    is(row($w, $n)->{state}, 'inflight', 'it is not given up');
    $w->pg->do('alter function core.account_gone(text, text) rename to account_secret');
    ends($n, 'sent');
    is(arrived($w, $n), 1, 'repaired: sent once');
    is(row($w, $n)->{attempt}, 1, 'at the first attempt');
};

subtest 'the control: a worker that sends twice is seen' => sub {
    my $b = Relevo::World->new(set => { 'turn.burst_ms' => 0 }, env => { RELEVO_BREAK => 'double_send' });
    my $n = greet($b);
    wait_until { arrived($b, $n) == 2 } 15, 'two messages';
    pass('two messages');
};


subtest 'the control: rows that are never sent are seen' => sub {
    my $b = Relevo::World->new(set => { 'turn.burst_ms' => 0 }, env => { RELEVO_BREAK => 'stuck' });
    my @n = map { greet($b) } 1 .. 5;
    wait_until { 4 == grep { arrived($b, $_) } @n } 15, 'four of five';
    ok((stays { 4 == grep { arrived($b, $_) } @n } 2), 'and not the fifth');
    is($b->pg->value(q{select count(*) from core.outbox where state = 'inflight'}), 1,
        'one in flight for ever');
};

Relevo::World->finish;
