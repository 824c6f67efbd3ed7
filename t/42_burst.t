# A customer who writes in bursts gets one reply; what arrives while the bot
# thinks is part of the same turn.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Check;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 3000, 'turn.max_ms' => '20s' });

is($w->webhook(wa_text($_, from => '5215551'))->{status}, 200, $_)
    for 'Hola', 'una pregunta', "\x{bf}cu\x{e1}l es el horario?";

wait_until { $w->graph->sent } 15, 'a reply';
ok((stays { $w->graph->sent == 1 } 1.5), 'one reply to three messages');

my ($turn) = $w->pg->rows('select from_seq, to_seq, replies from core.turn');
is_deeply([@$turn{qw(from_seq to_seq replies)}], [1, 3, 1], 'one turn of three messages');

is($w->webhook(wa_text('gracias', from => '5215551'))->{status}, 200, 'later');
wait_until { $w->graph->sent == 2 } 15, 'its reply';
is($w->pg->value('select count(*) from core.turn'), 2, 'a turn of its own');

# who asks for a person is not kept waiting, whatever else they may write
$w->part('worker')->write('turn.burst_ms' => 600_000, 'turn.max_ms' => 600_000);
$w->restart('worker');
$w->webhook(wa_text('I want to talk to a person', from => '5215552'));
ok((wait_for { $w->pg->value(q{select count(*) from core.ticket}) == 1 } 15),
    'handed over, and the window is ten minutes');

my $check = Relevo::Check->new($w, answered => 0);
$check->quiet(20);
$check->all;

Relevo::World->finish;
