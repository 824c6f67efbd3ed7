# The provider misbehaves: every customer below meets another fault, three
# messages each, all at once.  Each reply is sent once; where the outcome of an
# attempt is unknowable it is resolved by the status, else by the policy of the
# tenant, and flagged (promise 4; F16, F17, F61 to F66, F68).

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Check;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

# a status has this long to come, on a machine however crowded
my %set = ('deliver.ambiguous_wait' => '6s', 'deliver.limits' => 'on',
           'deliver.retry' => '200ms');

# rule of the fake provider, and of the first reply: how often it arrives,
# whether it is flagged, how often it was tried
my @faults = (
    ['answer swallowed'    => { action => 'swallow' }, 1, 0, 1],
    ['half an answer'      => { action => 'truncate' }, 1, 0, 1],
    ['answer cut off'      => { action => 'short' }, 1, 0, 1],
    ['HTML'                => { action => 'garbage' }, 1, 0, 1],
    ['late answer'         => { action => 'delay', ms => 1000 }, 1, 0, 1],
    ['reset before'        => { action => 'reset_before' }, 1, 1, 2],
    ['reset after'         => { action => 'reset_after' }, 1, 1, 2],
    ['silence'             => { action => 'silence' }, 1, 1, 2],
    ['500 twice'           => { action => 'http', status => 500, count => 2 }, 1, 1, 3],
    ['502, yet accepted'   => { action => 'http', status => 502, accept => JSON::PP::true }, 1, 0, 1],
    ['429 with a time'     => { action => 'http', status => 429, retry_after => 1 }, 1, 0, 2],
    ['503 of Graph'        => { action => 'error', code => 131016, status => 503 }, 1, 0, 2],
    ['too fast for a pair' => { action => 'error', code => 131056 }, 1, 0, 2],
    ['throughput'          => { action => 'error', code => 130429 }, 1, 0, 2],
    ['undeliverable'       => { action => 'error', code => 131026 }, 0, 0, 1],
);


# First reply to a customer: its row, and how often it arrived.
sub first_reply {
    my ($w, $number) = @_;

    my $row = $w->pg->row(q{select * from core.outbox
        where payload->'to'->>'phone' = $1 order by ord limit 1}, $number);
    my @arrived = grep { $_->{biz_opaque_callback_data} eq $row->{id} } $w->graph->sent;
    return ($row, scalar @arrived);
}


subtest 'with statuses' => sub {
    my $w = fault_world(set => \%set);
    my $t = Relevo::Traffic->new($w, accounts => scalar @faults,
        conversations => scalar @faults);
    my $check = Relevo::Check->new($w, ledgers => [$t]);

    # each customer has an account of its own: some faults slow an account down
    $w->graph->rules(map {
        my ($account, $number) = $t->conversation($_);
        { path => "/$account/", %{ $faults[$_][1] } };
    } 0 .. $#faults);

    ok($t->begin(messages => 3, senders => 2)->wait(30), 'accepted');
    $check->quiet(60);

    for my $i (0 .. $#faults) {
        my ($name, $rule, $arrived, $flagged, $attempts) = @{ $faults[$i] };
        my ($row, $n) = first_reply($w, ($t->conversation($i))[1]);
        my $state = $rule->{code} && $rule->{code} == 131026 ? 'failed' : 'sent';

        is_deeply([$row->{state}, $n, $row->{maybe_duplicate} ? 1 : 0, $row->{attempt}],
            [$state, $arrived, $flagged, $attempts], "$name: state $state,"
            . " arrived $arrived, flagged $flagged, attempts $attempts");
    }

    subtest 'the provider is down for a while' => sub {
        $w->kill9('graph');
        ok($t->begin(messages => 2)->wait(30), 'accepted');
        wait_until {
            $w->pg->value(q{select count(*) from core.outbox
                where state = 'retry' and attempt >= 2}) >= 5;
        } 30, 'vain attempts';
        $w->start('graph');
        $check->quiet(40);
    };

    subtest 'the token has expired' => sub {
        my ($account, $number) = $t->conversation(0);
        $w->graph->rules({ path => "/$account/", action => 'error', code => 190,
            status => 401, count => 0 });
        is($w->webhook(wa_text('hola', from => $number, account => $account))->{status},
            200, 'accepted');
        wait_until { log_lines($w, 'deliver.account_paused') } 20, 'the alarm';
        pass('the account is paused, with an alarm');

        # the operator has renewed it; the pause is over
        $w->graph->rules;
        $w->stop('worker');
        $w->pg->do(q{update core.outbox set next_at = now() where state = 'retry'});
        $w->start('worker');
        $check->quiet(30);
    };

    is(scalar(grep { $_->{outcome} =~ /token|OAuth/i } $w->graph->history), 0,
        'the fake found nothing to refuse');
    $check->all;
};


# The provider took the message, the answer was lost, and no status ever comes.
subtest 'without statuses' => sub {
    my $w = fault_world(set => \%set, graph => ['--status', 'none']);
    my $t = Relevo::Traffic->new($w, accounts => 2, conversations => 2);
    my $check = Relevo::Check->new($w, ledgers => [$t]);
    my ($account, $number) = $t->conversation(0);

    my $round = sub {
        my ($policy) = @_;
        $w->pg->do(q{update core.tenant set settings = settings
            || jsonb_build_object('reply_policy', $1::text) where slug = 'demo'}, $policy);
        $w->graph->rules({ path => "/$account/", action => 'truncate' });
        ok($t->begin(messages => 2)->wait(30), 'accepted');
        $check->quiet(30);
        return $w->pg->row(q{select * from core.outbox
            where payload->'to'->>'phone' = $1 and policy = $2 order by ord limit 1},
            $number, $policy);
    };
    my $arrived = sub {
        my ($id) = @_;
        return scalar grep { $_->{biz_opaque_callback_data} eq $id } $w->graph->sent;
    };

    my $row = $round->('at_least_once');
    is($row->{state}, 'sent', 'at least once: sent');
    ok($row->{maybe_duplicate}, 'flagged as a possible duplicate');
    is($arrived->($row->{id}), 2, 'and it was one');

    $row = $round->('at_most_once');
    is($row->{state}, 'unknown', 'at most once: unknown');
    is($arrived->($row->{id}), 1, 'not sent again');
    is($w->pg->value(q{select count(*) from core.outbox where state = 'sent'
        and policy = 'at_most_once'}), 3, 'what follows goes on');
    $check->all;
};

Relevo::World->finish;
