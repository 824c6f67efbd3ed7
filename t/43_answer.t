# What the bot says: a conversation through the real worker and database, from
# the record in the stream to the reply that is stored, with its evidence.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Talk;
use Relevo::Wait;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ }
    qw(output failure_output todo_output);

my $w = Relevo::World->new(parts => [qw(redis postgres worker)],
    stopped => 1, set => { 'turn.burst_ms' => 0,
        'whatsapp.api_base' => 'http://127.0.0.1:1' });
$w->start(qw(redis postgres));

for my $cli ([qw(tenant add shop --language es)],
             [qw(channel add webchat shop --tenant shop)]) {
    my $r = $w->cli(@$cli);
    is($r->{status}, 0, "@$cli") or diag($r->{err});
}
utf8::encode(my $faq = "## ¿A qué hora abren?\n\nAbrimos de 9 a 18.\n\n"
    . "## ¿Hacen envíos a todo el país?\n\nSí, en 48 horas.\n");
$w->write_file('faq.md', $faq);
my $r = $w->cli(qw(kb add --tenant shop --language es), $w->dir('faq.md'));
is($r->{status}, 0, 'knowledge') or diag($r->{err});
$w->start('worker');


my $talk = Relevo::Talk->new($w, 'shop');

sub conversation { return $talk->conversation(@_) }
sub turn { return $talk->turn(@_) }


subtest 'greeting, question, thanks' => sub {
    my $t = turn('ana', 'Hola, buenas tardes');
    like($t->{text}, qr/Hola.*ayudarte/, 'a greeting is greeted');
    is($t->{c}{language}, 'es', 'in Spanish, and remembered');
    is($t->{decision}{rule}, 'greets', 'the evidence has the rule');
    is($t->{decision}{act}{name}, 'greeting', 'the act');
    cmp_ok($t->{decision}{language}{scores}{es}, '>', 0.7, 'the scores');

    $t = turn('ana', '¿A qué hora abren?');
    is($t->{text}, 'Abrimos de 9 a 18.', 'a question is answered');
    is($t->{decision}{rule}, 'found', 'found');
    cmp_ok($t->{decision}{search}{hits}[0]{score}, '>=',
        $t->{decision}{search}{threshold}, 'above the threshold');
    unlike(encode_json($t->{decision}), qr/abren|Abrimos/,
        'the evidence holds no text');

    $t = turn('ana', 'muchas gracias!');
    like($t->{text}, qr/Con gusto/, 'thanks');
};

subtest 'greeting and question in one' => sub {
    my $t = turn('bea', 'Buenos días, ¿hacen envíos a todo el país?');
    is($t->{text}, '¡Hola! Sí, en 48 horas.', 'answered, with a hello');
};

subtest 'not known, yes, a person, silence' => sub {
    my $t = turn('carl', 'Can you repair my purple toaster?');
    like($t->{text}, qr/get a person/, 'a person is offered, in English');
    ok($t->{c}{asked_person}, 'the question is open');

    $t = turn('carl', 'yes please');
    like($t->{text}, qr/passing you to a person/, 'confirmed');
    is($t->{c}{state}, 'pending_handoff', 'a person is waited for');

    $t = turn('carl', 'hello? what time do you open?');
    is($t->{text}, '', 'silent from now on');
};

subtest 'no to the offer' => sub {
    turn('dora', 'Vocês consertam torradeiras roxas?');
    my $t = turn('dora', 'não, obrigada');
    like($t->{text}, qr/continuamos por aqui/, 'taken up politely');
    ok(!$t->{c}{asked_person}, 'the question is closed');
    is($t->{c}{state}, 'bot', 'the bot stays');

    $t = turn('dora', 'ok');
    unlike($t->{text}, qr/equipe/, 'a later ok asks for nobody');
};

subtest 'wishes, real and not' => sub {
    my $t = turn('emil', 'une table pour une personne, mon agent de voyage '
        . 'a demandé');
    is($t->{c}{state}, 'bot', 'an innocent phrase');
    $t = turn('emil', 'je ne veux pas parler à un humain');
    is($t->{c}{state}, 'bot', 'a negated wish');
    $t = turn('emil', 'bon, je voudrais parler à quelqu\'un');
    is($t->{c}{state}, 'pending_handoff', 'a wish');
    like($t->{text}, qr/en relation avec une personne/, 'confirmed in French');
};

subtest 'odd messages' => sub {
    my $t = turn('fay', '???');
    ok($t->{text} ne '', 'punctuation gets an answer');
    $t = turn('fay', "hola\x{1F600}\x{1F600} \x{202E}\x{0} ñandú");
    ok($t->{text} ne '', 'so do odd characters');
    $t = turn('fay', 'x' x 4000);
    ok($t->{text} ne '', 'and one long word');
};

subtest 'a dead letter comes back' => sub {
    my $r = $w->cli(qw(channel add whatsapp 777 --tenant shop));
    is($r->{status}, 0, 'a WhatsApp account') or diag($r->{err});

    my $raw = '{"from":"5215550009","id":"wamid.D1","timestamp":"1795219200",'
        . '"type":"text","text":{"body":"hola"}}';
    $w->pg->do(q{insert into core.dead_letter (tenant_id, partition, channel,
        account, reason, raw) select tenant_id, 0, 'whatsapp', '777', 'parse',
        decode($1, 'hex') from core.tenant where slug = 'shop'},
        unpack 'H*', $raw);
    my $id = $w->pg->value('select id from core.dead_letter limit 1');

    $r = $w->cli(qw(dlq replay), $id);
    is($r->{status}, 0, 'replayed') or diag($r->{err});
    wait_until { $w->pg->value(q{select count(*) from core.message
        where provider_id = 'wamid.D1'}) } 20, 'the message';

    $w->cli(qw(dlq replay --again), $id);
    wait_until { ($w->pg->value(q{select sum(duplicate) from core.tally}) // 0)
        > 0 } 20, 'the second to be a duplicate';
    is($w->pg->value(q{select count(*) from core.message
        where provider_id = 'wamid.D1'}), 1, 'one message');
};

subtest 'the audit in the middle of it' => sub {
    my @bad;
    for my $round (1 .. 6) {
        $talk->say("v$_", 'gracias') for 1 .. 50;
        my $r = $w->cli('audit');
        push @bad, $r->{out} . $r->{err} if $r->{status};
    }
    is(scalar @bad, 0, 'both laws hold at every moment') or diag($bad[0]);
    wait_until { !$w->pg->value('select count(*) from core.work') } 60,
        'all turns';
};

subtest 'and nothing was dropped' => sub {
    my $r = $w->cli('audit');
    is($r->{status}, 0, 'both laws hold') or diag($r->{out} . $r->{err});
    like($r->{out}, qr/tenant shop: admitted [1-9]/, 'over real traffic');
};

Relevo::World->finish;
