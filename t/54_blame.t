# Blame is exact (F54): what kills a worker three times is quarantined, and
# nothing else is, not even the messages around it.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Fault;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(set => {
    'turn.burst_ms' => '300ms', 'worker.processes' => 2,
});


sub dead { return $w->pg->rows(q{select * from core.dead_letter order by at}) }

sub answered {
    my ($number) = @_;

    return grep { ($_->{to} // '') =~ /^\+?$number$/ } $w->graph->sent;
}


subtest 'a message that kills the context phase' => sub {
    my $number = '5215557001';

    # one burst: the poison stands between two that are innocent
    $w->webhook(wa_text($_, from => $number))
        for 'hello', 'RELEVO-POISON-SEGV', 'thank you';

    wait_until { dead() >= 1 } 40, 'a dead letter';
    wait_until {
        !$w->pg->value('select count(*) from core.conversation where done_seq < last_seq')
    } 20, 'every message to be done';

    my @dead = dead();
    is(scalar @dead, 1, 'one dead letter');
    is($dead[0]{reason}, 'quarantine', 'quarantined');
    is($w->pg->value(q{select m.text from core.message m, core.dead_letter d
        where m.id = d.message_id}), 'RELEVO-POISON-SEGV', 'the right one');
    ok((wait_for { answered($number) >= 2 } 10), 'its neighbours are answered');
    is($w->pg->value(q{select max(count) from core.strike}) // 3, 3,
        'three strikes, no more') or diag explain [$w->pg->rows('select * from core.strike')];
};


subtest 'a record that kills the parser' => sub {
    my ($bad, $good) = ('5215557002', '5215557003');
    my $before = dead();

    $w->webhook(wa_text('xx RELEVO-POISON-PARSE xx', from => $bad));
    $w->webhook(wa_text('hello', from => $good));

    wait_until { dead() > $before } 40, 'a dead letter';
    is((dead())[-1]{reason}, 'quarantine', 'quarantined');
    ok((wait_for { answered($good) } 20), 'the one behind it is answered');
    is(scalar answered($bad), 0, 'the bad one is not');
};


subtest 'a crash while PostgreSQL is away' => sub {
    my ($bad, $before) = ('5215557005', scalar(() = dead()));
    my $crashes = sub { scalar(() = log_lines($w, 'master.strike')) };
    my $earlier;

    # the worker has to come to it before it gives its leases up: else once more
    for (1 .. 5) {
        $earlier = $crashes->();
        my $lost = () = log_lines($w, 'lease.lost');
        $w->stop('postgres');
        $w->webhook(wa_text('xx RELEVO-POISON-PARSE xx', from => $bad));
        my $struck = 0;
        wait_until { $struck = log_lines($w, 'master.strike_failed');
            $struck || (() = log_lines($w, 'lease.lost')) > $lost } 60, 'a crash, or no lease';
        $w->start('postgres');
        last if $struck;
        wait_until { (() = dead()) > $before } 60, 'a dead letter of a calm crash';
        $before = () = dead();
    }
    ok(scalar log_lines($w, 'master.strike_failed'), 'a strike that cannot be written');

    wait_until { (() = dead()) > $before } 60, 'a dead letter';
    is((dead())[-1]{reason}, 'quarantine', 'quarantined');
    is($crashes->() - $earlier, 3, 'the strike was kept: three crashes, not four');
    ok(scalar log_lines($w, 'master.strikes_written'), 'and written when it was back');
};


subtest 'blame needs a crash' => sub {
    my $since = $w->pg->value('select now()::text');

    kill 'KILL', $w->children('worker');
    $w->webhook(wa_text('hello', from => '5215557004'));
    ok((wait_for { answered('5215557004') } 15), 'answered after kill -9');
    is($w->pg->value('select count(*) from core.strike where at > $1::timestamptz',
        $since), 0, 'no strike for it');
};

Relevo::World->finish;
