# A checker that cannot fail proves nothing: for every invariant one build of
# the product that breaks it on purpose (RELEVO_BREAK), and exactly that
# checker has to say so.

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

my @IDS = qw(I1 I2 I3 I4 I5 I6 I7 I11 I12);

# mode, the invariant it breaks, more for the world and for the traffic
my @MODES = (
    ['none'],
    ['lose'        => 'I1'],
    ['dedup'       => 'I2', {}, { repeat => 2 }],
    ['order'       => 'I3', {}, { batch => 3 }],
    ['double_send' => 'I4'],
    ['tally'       => 'I5'],
    ['ack'         => 'I6', { nginx => 1 }],
    ['stuck'       => 'I7'],
    ['alert'       => 'I11', { nginx => 1 }],
);


sub broken_world {
    my ($mode, %o) = @_;

    my %env = (RELEVO_BREAK => $mode);
    return delete $o{nginx}
        ? fault_world(%o, nginx => { workers => 1, env => \%env })
        : fault_world(%o, env => \%env);
}


# Every checker but the expected one is content.
sub exactly {
    my ($check, $expected) = @_;

    for my $id (@IDS) {
        my @found = $check->violations($id);
        $id eq ($expected // '')
            ? ok(scalar @found, "$id notices: " . ($found[0] // 'nothing'))
            : ok(!@found, "$id is content") || diag(join "\n", @found);
    }
}


sub at_rest { my ($check) = @_; return $check->i7 ? 0 : 1 }


for (@MODES) {
    my ($mode, $expected, $world, $traffic) = @$_;

    subtest "RELEVO_BREAK=$mode" => sub {
        my $w = broken_world($mode, processes => 1, %{ $world // {} });
        my $t = Relevo::Traffic->new($w, conversations => 6, %{ $traffic // {} });
        my $check = Relevo::Check->new($w, ledgers => [$t]);

        ok($t->begin(messages => 6, senders => 2)->wait(30), 'accepted');
        my $rests = sub { at_rest($check) && !$w->graph->pending };
        $mode eq 'stuck' ? ok((stays { !$rests->() } 5), 'it never rests')
                         : ok((wait_for { $rests->() } 20), 'at rest');
        exactly($check, $expected);

        $w->{allow} = [qr/RELEVO_BREAK/];
        $w->kill9('worker', all => 1);
        $w->stop(@{ $w->{parts} });
    };
}


# A zombie without fencing writes over its successor.
subtest 'RELEVO_BREAK=fence' => sub {
    my $w = broken_world('fence', processes => 2, set => {
        'lease.ttl' => '7s', 'lease.interval' => '300ms', 'turn.burst_ms' => 2000 });
    my $check = Relevo::Check->new($w);
    my $say = sub { is($w->webhook(wa_text($_[0], from => '5215560'))->{status}, 200, $_[0]) };
    my $turns = sub { $w->pg->value('select count(*) from core.turn') };
    my $messages = sub {
        $w->pg->value(q{select count(*) from core.message where direction = 'in'});
    };

    $say->('one');
    wait_until { $turns->() == 1 } 20, 'the first turn';
    my $p = $w->pg->value('select partition from core.conversation');
    my $zombie = owner_of($w, $p);
    kill 'STOP', $zombie;
    wait_until { all_owned($w, $zombie) } 20, 'another to take over';

    $say->('two');
    wait_until { $turns->() == 2 } 20, 'the second turn, by the successor';
    $say->('three');
    wait_until { $messages->() == 3 } 20, 'the third message';
    my $successor = owner_of($w, $p);
    kill 'STOP', $successor;            # before it can commit
    is($turns->(), 2, 'the successor holds the third turn');

    kill 'CONT', $zombie;
    wait_until { $turns->() == 3 } 20, 'the zombie to commit';
    pass('the zombie committed');

    # without fences nothing can come to rest: others have to clean up
    kill 'CONT', $successor;
    $w->kill9('worker', all => 1);
    $w->{env} = {};
    $w->start('worker');
    wait_until { at_rest($check) && !$w->graph->pending } 30, 'rest';
    exactly($check, 'I12');
};

Relevo::World->finish;
