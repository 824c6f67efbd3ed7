# The tone of messages, end to end: sentences of five languages through
# `relevo eval`, and a conversation whose turns keep sentiment and signals.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Talk;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ }
    qw(output failure_output todo_output);

my $w = Relevo::World->new(parts => [qw(redis postgres worker)],
    stopped => 1, set => { 'turn.burst_ms' => 0,
        'whatsapp.api_base' => 'http://127.0.0.1:1' });
$w->start(qw(redis postgres));

for my $cli ([qw(tenant add shop --language es)], [qw(channel add webchat shop --tenant shop)]) {
    my $r = $w->cli(@$cli);
    is($r->{status}, 0, "@$cli") or diag($r->{err});
}
$w->start('worker');


my $talk = Relevo::Talk->new($w, 'shop');

my @table = (
    [es => positive => positive => 'Muchísimas gracias, quedé encantada con el vestido'],
    [es => neutral => neutral => 'Buenas tardes, ¿hacen envíos a Arequipa?'],
    [es => neutral => confused => 'No entiendo qué significa "prorrateo" en la factura'],
    [es => negative => frustrated => 'Llevo dos semanas esperando y nadie me responde'],
    [es => very_negative => angry => 'SON UNOS LADRONES, LOS VOY A DENUNCIAR'],
    [en => positive => positive => 'Brilliant service, could not be happier with the curtains'],
    [en => neutral => neutral => 'Hi, could you tell me if the gym opens on Sundays?'],
    [en => neutral => confused => "Sorry, I don't understand what the deposit is for"],
    [en => negative => frustrated => 'Third email and still no reply from anyone'],
    [en => very_negative => angry => 'You are a bunch of crooks and liars!!!'],
    [pt => positive => positive => 'Adorei o bolo, atendimento maravilhoso, recomendo'],
    [pt => neutral => neutral => 'Bom dia, vocês aceitam cartão de débito?'],
    [pt => neutral => confused => 'Não entendi o que é essa taxa, pode explicar?'],
    [pt => negative => frustrated => 'Já liguei cinco vezes e ninguém resolve nada'],
    [pt => very_negative => angry => 'BANDO DE LADRÕES, EMPRESA DE MERDA'],
    [fr => positive => positive => 'Accueil chaleureux et plats délicieux, bravo à toute l\'équipe'],
    [fr => neutral => neutral => 'Bonjour, quels sont vos tarifs pour une séance ?'],
    [fr => neutral => confused => 'Je ne comprends pas la différence entre les deux formules'],
    [fr => negative => frustrated => 'Toujours pas de réponse, ça fait trois semaines que j\'attends'],
    [fr => very_negative => angry => 'Bande d\'escrocs, allez vous faire voir !!!'],
    [it => positive => positive => 'Personale gentilissimo e camera splendida, ci torneremo'],
    [it => neutral => neutral => 'Buongiorno, avete la taglia 42 di questo modello?'],
    [it => neutral => confused => 'Scusate, non capisco cosa vuol dire questa voce in fattura'],
    [it => negative => frustrated => 'Aspetto da un mese e nessuno mi risponde'],
    [it => very_negative => angry => 'SIETE DEI LADRI, VERGOGNATEVI'],
);

subtest 'sentences of five languages' => sub {
    my $json = JSON::PP->new->utf8->canonical;
    my $n = 0;

    $w->write_file('tone.jsonl', join '', map { $json->encode({ id => 's' . $n++,
        lang => $_->[0], sentiment => $_->[1], emotion => $_->[2], text => $_->[3] }) . "\n" } @table);

    for my $task (qw(sentiment emotion)) {
        my $r = $w->cli('eval', $task, $w->dir('tone.jsonl'), '--errors');
        is($r->{status}, 0, "eval $task") or diag($r->{err});

        my $got = $json->decode($r->{out});
        is($got->{n}, scalar @table, 'all of them');
        cmp_ok($got->{accuracy}, '>=', 0.88, "$task: $got->{accuracy}") or diag($r->{err});
    }
};

subtest 'turns keep what was understood' => sub {
    my $e = $talk->turn('ana', 'Hola, ¿cuándo llega mi sillón azul?')->{decision};
    is($e->{sentiment}{label}, 'neutral', 'a question is neutral');
    is($e->{signals}{messages}, 1, 'the first message');

    $e = $talk->turn('ana', 'llevo tres semanas esperando y nadie responde, pésimo servicio')->{decision};
    is($e->{sentiment}{label}, 'negative', 'impatience is negative');
    ok($e->{sentiment}{frustrated}, 'and frustrated');
    ok($e->{sentiment}{polarity} < -0.3, "polarity $e->{sentiment}{polarity}");
    ok((grep { $_->{rule} =~ /^es\.\d+ gripe$/ } @{ $e->{sentiment}{found} }), 'with its rule');
    is($e->{signals}{frustrated}, 1, 'one of the last three');
    unlike(JSON::PP->new->encode($e->{sentiment}), qr/esperando|servicio/, 'no text in it');

    $e = $talk->turn('ana', '¿cuándo llega el sillón azul?')->{decision};
    ok($e->{signals}{repeated_question}, 'the question is asked again');
    is($e->{signals}{negatives}, 1, 'one of the last six was negative');
};

Relevo::World->finish;
