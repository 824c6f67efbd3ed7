# Manners: the channel's window is respected, a reply takes the time it would
# take to type it, and marks of reading and typing go out.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;
use Time::HiRes qw(time);

use Relevo::Dialog;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(thinks => 1, set => { 'turn.burst_ms' => 0 });
my $talk = Relevo::Dialog->new($w);
my $number = 5_215_580_000;
my $DAY = 24 * 3600;


sub rows {
    my ($r) = @_;
    return $w->pg->rows(q{select state, error, kind from core.outbox
        where conversation_id = $1 order by ord}, $r->{id});
}

sub closed {
    my ($r) = @_;
    wait_until { !grep { $_->{state} =~ /pending|inflight|retry|ambiguous/ } rows($r) } 20, 'the row';
    return (rows($r))[-1];
}


subtest 'the window of 24 hours' => sub {
    my $before = $w->graph->sent;
    my $r = $talk->say(++$number, 'hola', at => int(time - $DAY - 60));
    my $row = closed($r);
    is($row->{state}, 'failed', 'a message of yesterday is not answered freely');
    is($row->{error}, 'window: closed', 'and it is said why');
    is(scalar($w->graph->sent), $before, 'the provider was not asked');
    is($w->pg->value(q{select status from core.message where conversation_id = $1
        and direction = 'out'}, $r->{id}), 'failed', 'the message says so too');

    $r = $talk->say(++$number, 'hola', at => int(time - $DAY + 600));
    is(closed($r)->{state}, 'sent', 'ten minutes before its end it is');
};

subtest 'a template instead' => sub {
    my $account = $w->pg->value(q{select account from core.account where channel = 'whatsapp' limit 1});
    my $c = $w->cli(qw(channel set whatsapp), $account, '--window-template', 'Vuelve!');
    is($c->{status}, 2, 'a name that Meta would not take') or diag $c->{out};
    like($c->{err}, qr/name:language/, 'is told');
    $c = $w->cli(qw(channel set whatsapp), $account, '--window-template', 'come_back:es');
    is($c->{status}, 0, 'a template is set') or diag $c->{err};
    $w->restart('worker');

    my $r = $talk->say(++$number, 'hola', at => int(time - 2 * $DAY));
    is(closed($r)->{state}, 'sent', 'sent');
    my ($m) = grep { ($_->{to} // '') =~ /$number/ } $w->graph->sent;
    is($m->{type}, 'template', 'as a template');
    is($m->{template}{name}, 'come_back', 'the one of the account');
    is($m->{template}{language}{code}, 'es', 'in its language');
};

subtest 'pacing' => sub {
    $w->part('worker')->write('reply.pacing' => 'on', 'reply.pacing_per_char' => 40,
        'reply.pacing_max' => '2s');
    $w->restart('worker');
    my $from = time;
    my $r = $talk->say(++$number, '¿Cuál es el horario de apertura de la tienda?');
    cmp_ok(time - $from, '>=', 1.9, 'a long reply takes its time, up to the cap');

    # a second for each character: it would be a minute
    is($w->cli(qw(tenant set demo reply.pacing off))->{status}, 0, 'a tenant that wants none');
    $w->part('worker')->write('reply.pacing_per_char' => 1000, 'reply.pacing_max' => '120s');
    $w->restart('worker');
    $from = time;
    $r = $talk->say(++$number, '¿Cuánto cuesta el envío?');
    cmp_ok(length $r->{text}, '>', 40, 'a reply of some length');
    in_time(time - $from, 10, 'has none');
    $w->part('worker')->write('reply.pacing' => 'off');
    $w->restart('worker');
};

subtest 'the mood, with answers of our own' => sub {
    my %angry = (
        es => ['¡¡Son unos inútiles, estoy furioso!! ¿Cuánto cuesta el envío?',
            qr/^Lamento mucho.*El envío cuesta/s],
        en => ['You are useless, I am furious!! How much does delivery cost?',
            qr/^I'm sorry.*Delivery costs/s],
        pt => ['Vocês são uns incompetentes, estou furioso!! Quanto custa o frete da entrega?',
            qr/^Lamento muito.*custa/s],
        fr => ['Vous êtes des incapables, je suis furieux !! Combien coûte la livraison ?',
            qr/^Je suis sincèrement désolé.*La livraison coûte/s],
        it => ['Siete degli incapaci, sono furioso!! Quanto costa la spedizione?',
            qr/^Mi dispiace molto.*costa/s],
    );
    $w->pg->do(q{update core.tenant set settings = '{"answer": {"below": "ask"}}' where slug = 'demo'});
    for my $l (sort keys %angry) {
        my $r = $talk->say(++$number, $angry{$l}[0]);
        # by the rules it may be a matter for a person: then the apology is in front of that
        like($r->{text}, $r->{state} eq 'bot' ? $angry{$l}[1]
            : qr/^(?:Lamento|I'm sorry|Je suis sinc|Mi dispiace)/,
            "$l: an apology comes first") or diag explain $r->{decision};
        like($r->{decision}{mood} // '', qr/apologise/, 'and the evidence says so');
        $r = $talk->say(++$number, 'ok');
        is($r->{decision}{mood}, undef, 'not for an ok');
    }
};

subtest 'read and typing' => sub {
    my ($mark) = grep { $_->{kind} eq 'receipt' } $w->graph->history;
    ok($mark, 'messages were marked as read');
    is($mark->{typing_indicator}{type}, 'text', 'with the typing indicator');

    is($w->cli(qw(tenant set demo reply.receipts off))->{status}, 0, 'a tenant that wants none');
    $w->restart('worker');
    my $marks = sub { scalar grep { $_->{kind} eq 'receipt' } $w->graph->history };
    my $before = $marks->();
    $talk->say($number, '¿Cuánto cuesta el envío?');
    is($marks->(), $before, 'has none: the reply came, and no mark before it');
    is($w->cli(qw(tenant set demo reply.receipts default))->{status}, 0, 'one that has said nothing');
    $w->restart('worker');
    $talk->say($number, '¿Cuánto cuesta el envío?');
    ok((wait_for { $marks->() > $before } 30), 'has them again');
};

Relevo::World->finish;
