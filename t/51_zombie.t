# A child that stops longer than its lease and then goes on (SIGSTOP, a long
# pause of the machine) can change nothing and sends nothing twice: others have
# taken over, its commits are fenced (promise 3, I12, F51).
#
# It stops at the worst places: with a commit in its hands, right before the
# last look at the lease in front of a send, behind that look with the request
# made but no byte of it written, and at any place at all.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Check;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::World;

# a send needs 6 s of lease, so the lease cannot be much shorter
my $w = fault_world(processes => 2,
    set => { 'lease.ttl' => '7s', 'lease.interval' => '300ms' });
my $check = Relevo::Check->new($w);


# Stops a child in the middle of traffic, lets it miss its lease, wakes it.
sub zombie {
    my ($name, $stop) = @_;

    subtest $name => sub {
        my $t = Relevo::Traffic->new($w, accounts => 16, conversations => 24);
        push @{ $check->{ledgers} }, $t;

        my $pid = $stop->($t->begin(messages => 6, senders => 2, pause => 0.01));
        my @mine = partitions_of($pid);
        ok(scalar @mine, "it owned partitions: @mine");

        wait_until { all_owned($w, $pid) } 20, 'another to take over';
        ok($t->wait(30), 'all messages were accepted');
        $check->quiet(30);

        my $fences = fences(@mine);
        my $sent = () = $w->graph->sent;
        kill 'CONT', $pid;
        wait_until { !grep { !lost($pid, $_) } @mine } 20, 'it to notice';

        # what it had begun shows when all its sends have ended
        ok((stays { (() = $w->graph->sent) == $sent } 0.5),
            'it noticed that its partitions are gone, and sent nothing');

        my $more = $t->begin(messages => 2, senders => 2);
        ok($more->wait(30), 'and the others go on');
        $check->quiet(30);
        cmp_ok(fences(@mine), '>=', $fences, 'no fence fell');
        $check->all;
    };
}


sub partitions_of {
    my ($pid) = @_;

    return map { $_->{partition} } $w->pg->rows(
        q{select partition from core.partition_lease
           where owner like '%:' || $1 || ':%' order by partition}, $pid);
}


sub fences {
    my (@partitions) = @_;

    my $sum = 0;
    $sum += $w->pg->value('select fence from core.partition_lease'
        . ' where partition = $1', $_) for @partitions;
    return $sum;
}


# Has this process written that it lost the partition?
sub lost {
    my ($pid, $partition) = @_;

    return grep { $_->{partition} == $partition
                  && ($_->{worker} // '') =~ /:$pid:/ }
        log_lines($w, 'lease.lost');
}


for my $point ('turn.before_commit', 'deliver.before_send',
    'deliver.after_request')
{
    zombie("stopped at $point", sub {
        arm($w, "$point=stop\@5");
        wait_until { all_owned($w) } 20, 'all partitions to be owned';
        return struck($w, $point);
    });
}

zombie('stopped anywhere', sub {
    my ($t) = @_;

    $t->until(0.3);
    my $pid = any_child($w);
    kill 'STOP', $pid;
    return $pid;
});

Relevo::World->finish;
