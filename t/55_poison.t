# A message whose processing crashes the process: three strikes, then it is a
# dead letter and everything else goes on (F54).  Twice: a payload that kills
# the parser, a text that kills the turn.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use MIME::Base64;
use Test::More;
use Relevo::Check;
use Relevo::Fault;
use Relevo::Traffic;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = fault_world(processes => 2);
my $t = Relevo::Traffic->new($w, accounts => 8, conversations => 16);
my $check = Relevo::Check->new($w, ledgers => [$t], answered => 0);


sub poison {
    my ($kind, $text, $ref) = @_;

    subtest "poison in the $kind" => sub {
        my ($account, $number) = $t->conversation(3);
        my $before = log_lines($w, 'master.strike');

        $t->begin(messages => 6, senders => 2, pause => 0.05)->until(0.2);
        is($w->webhook(wa_text($text, from => $number, account => $account,
            id => "wamid.poison.$kind"))->{status}, 200, 'accepted');
        wait_until { dead("wamid.poison.$kind") } 30, 'the dead letter';

        my ($letter) = dead("wamid.poison.$kind");
        is($letter->{reason}, 'quarantine', 'reason');
        my @strikes = log_lines($w, 'master.strike');
        is(@strikes - $before, 3, 'after three strikes');
        is(scalar(grep { $_->{kind} eq $ref } @strikes[-3 .. -1]), 3, "all of them a $ref");
        ok($t->wait(60), 'the others were accepted');
        $check->quiet(40);
        is($w->pg->value(q{select count(*) from core.conversation c join core.identity i
            on i.conversation_id = c.id where i.value = $1 and c.done_seq < c.last_seq},
            $number), 0, 'its conversation goes on');
        return if $ref eq 'record';             # nobody knows whose it was

        my $ticket = $w->pg->row(q{select t.reason, t.number, t.conversation_id as id
            from core.ticket t join core.identity i on i.conversation_id = t.conversation_id
            where i.value = $1}, $number);
        is($ticket->{reason}, 'technical_error', 'somebody has to look');
        ok((wait_for { $w->pg->value(q{select count(*) from core.outbox where conversation_id = $1
            and state = 'sent' and position($2 in payload ->> 'text') > 0}, @$ticket{qw(id number)}) } 30),
            'and the customer is told');
    };
}


sub dead {
    my ($id) = @_;

    return $w->pg->rows(q{select * from core.dead_letter
        where position($1 in convert_from(raw, 'LATIN1')) > 0}, $id);
}


poison('payload', 'RELEVO-POISON-PARSE', 'record');
poison('turn', 'RELEVO-POISON-SEGV', 'turn');


# A letter that can be cured: its account was not known yet.
subtest 'the command line' => sub {
    is($w->webhook(wa_text('hola', from => '5215599', account => '4711',
        id => 'wamid.late'))->{status}, 200, 'an unknown account');
    wait_until { dead('wamid.late') } 10, 'the dead letter';

    my $list = $w->cli('dlq', 'list', '--json');
    is($list->{status}, 0, 'dlq list') or diag($list->{err});
    my @items = @{ decode_json($list->{out}) };
    is(scalar @items, 3, 'three letters');
    my ($id) = map { $_->{id} } grep { ($_->{account} // '') eq '4711' } @items;

    my $show = $w->cli('dlq', 'show', $id);
    is($show->{status}, 0, 'dlq show');
    like(decode_base64(decode_json($show->{out})->{raw_b64}), qr/wamid\.late/, 'shows the bytes');

    $w->pg->value(q{select core.account_add(tenant_id, 'whatsapp', '4711', 'new')
        from core.tenant where slug = 'demo'});
    for (1 .. 2) {
        my $replay = $w->cli('dlq', 'replay', $id);
        is($replay->{status}, 0, "dlq replay: $replay->{out}") or diag($replay->{err});
    }
    wait_until { grep { ($_->{to} // '') =~ /5215599$/ } $w->graph->sent } 15, 'its answer';
    $check->quiet(20);
    is($w->pg->value(q{select count(*) from core.message where provider_id = 'wamid.late'}),
        1, 'replayed twice, applied once');
};

$check->all;

Relevo::World->finish;
