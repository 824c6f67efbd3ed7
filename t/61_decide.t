# Who gets a person, and why: rules of the program and of a tenant through the
# real worker, evidence without texts, explain, replay.

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

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker)],
    stopped => 1, set => { 'turn.burst_ms' => 0, 'answer.below' => 'ask' });
$w->start(qw(redis postgres));

for my $cli ([qw(tenant add shop --language es)],
             [qw(channel add webchat shop --tenant shop)]) {
    my $r = $w->cli(@$cli);
    is($r->{status}, 0, "@$cli") or diag($r->{err});
}
$w->start('worker');
my $talk = Relevo::Talk->new($w, 'shop');
my $serial = 0;


# A visitor of its own; the decision row of what was said.
sub decided {
    my ($text) = @_;

    my $visitor = 'v' . ++$serial;
    my $t = $talk->turn($visitor, $text);
    my $c = $talk->conversation($visitor);
    my $d = $w->pg->row(q{select * from core.decision
        where conversation_id = $1}, $c->{id});
    my $m = $w->pg->row(q{select id from core.message
        where conversation_id = $1 and direction = 'in'}, $c->{id});
    return { %$d, state => $c->{state}, reply => $t->{text},
             id => $m->{id}, conversation => $c->{id} };
}


# ---- the program's rules ----

my @cases = (
    ['me cobraron dos veces la misma compra', 'payment_dispute', 'high',
        'payment_issue'],
    ['someone hacked my account', 'fraud_security', 'urgent',
        'payment_issue'],
    ['o produto chegou quebrado', 'lost_damaged_wrong', 'high',
        'delivery_problem'],
    ["je vais saisir la justice", 'legal_threat', 'urgent', 'complaint'],
    ['voglio il rimborso', 'refund_request', 'medium', 'refund_request'],
    # urgent, and claims that we lie (S1-014, S1-016)
    ['es urgente, necesito ayuda ya', 'vulnerable_urgent', 'urgent', 'other'],
    ['¡mentira, son unos mentirosos!', 'anger_abuse', 'urgent', 'complaint'],
);
for my $case (@cases) {
    my ($text, $reason, $priority, $category) = @$case;
    my $d = decided($text);
    is("$d->{reason} $d->{priority} $d->{category}",
        "$reason $priority $category", "$reason");
    is($d->{state}, 'pending_handoff', 'a person takes over');
    ok(length $d->{reply}, 'and the customer is told');
}

my $asks = decided('a qué hora abren mañana?');
is($asks->{escalate}, 0, 'opening hours need nobody');
is($asks->{state}, 'bot', 'the bot keeps it');

my $angry = decided('son unos inútiles, quiero mi dinero YA');
is($angry->{sentiment}, 'angry', 'the sentiment of the ticket');

my $analysis = $w->pg->row(q{select * from core.analysis where conversation_id = $1},
    $angry->{conversation});
is($analysis->{language}, 'es', 'an analysis of the message: its language');
like($analysis->{sentiment}, qr/negative/, 'its sentiment');
unlike(encode_json([$angry->{verdict}, $angry->{scene}, $analysis]),
    qr/tiles|dinero/, 'no text is in the evidence');


# ---- explain ----

my $r = $w->cli('explain', $angry->{id});
is($r->{status}, 0, 'explain') or diag($r->{err});
my $e = decode_json($r->{out});
is($e->{decision}{reason}, $angry->{reason}, 'the reason');
ok(scalar @{ $e->{decision}{verdict}{rules} }, 'the rules that held');
ok(scalar @{ $e->{decision}{scene}{marks} }, 'the marks they looked at');
ok($e->{recomputed}{identical}, 'recomputed, it is identical')
    or diag($r->{out});
is($e->{recomputed}{note}, undef, 'by the same rules');
unlike($r->{out}, qr/tiles/, 'no text is shown');
is($w->cli('explain', 'nosuch')->{status}, 1, 'an unknown message');


# ---- rules of a tenant ----

my $own = { version => 1, threshold => 50, rules => [
    { id => 'hours', hard => JSON::PP::true, priority => 'low',
      reason => 'wants_to_visit',
      when => [{ signal => 'words', at_least => 1 }] } ] };
$w->write_file('own.json', encode_json($own));
$w->write_file('bad.json', '{"rules": [{"id": "x", "hard": true,'
    . ' "when": [{"keyword": ["refnud"]}]}]}');

$r = $w->cli(qw(rules check), $w->dir('own.json'));
is($r->{status}, 0, 'rules check') or diag($r->{err});
$r = $w->cli(qw(rules set --tenant shop), $w->dir('bad.json'));
is($r->{status}, 1, 'wrong rules are refused');
like($r->{err}, qr/refnud/, 'and the word is named');
$r = $w->cli(qw(rules show --tenant shop));
is($r->{status}, 0, 'the program\'s are shown');

$r = $w->cli(qw(replay --tenant shop --from 2020-01-01 --rules),
    $w->dir('own.json'), '--dry-run');
is($r->{status}, 0, 'replay') or diag($r->{err});
my $replay = decode_json($r->{out});
is($replay->{decisions}, 9, 'every decision is judged again');
is($replay->{would_escalate}, 1, 'one more would get a person');
is($replay->{changes}[0]{text}, undef, 'without its text');
$r = $w->cli(qw(replay --tenant shop --from 2020-01-01 --show-text
    --dry-run --rules), $w->dir('own.json'));
like($r->{out}, qr/abren/, '--show-text shows it');
is($w->cli(qw(replay --tenant shop --from 2020-01-01 --rules),
    $w->dir('own.json'))->{status}, 2, 'only as a dry run');
is($w->pg->value(q{select count(*) from core.decision where escalate}), 8,
    'nothing was changed');

$r = $w->cli(qw(rules set --tenant shop), $w->dir('own.json'));
is($r->{status}, 0, 'rules set') or diag($r->{err});
my $mine = decided('a qué hora abren mañana?');
is("$mine->{reason} $mine->{rules_own} $mine->{rules_version}",
    'wants_to_visit 1 1', 'the tenant\'s rule decides');
is($mine->{state}, 'pending_handoff', 'with its effect');
$e = decode_json($w->cli('explain', $mine->{id})->{out});
ok($e->{recomputed}{identical}, 'explained by the tenant\'s rules');

# Words of a tenant's own: whole ones, in any case, without accents, not denied.
$own = { version => 1, threshold => 50, rules => [
    { id => 'code_red', hard => JSON::PP::true, priority => 'urgent', skill => 'safety',
      when => [{ words => ['Código Rojo', 'plan b'] }] },
    { id => 'said_before', hard => JSON::PP::true, priority => 'low',
      when => [{ words => ['plan c'], scope => 'before' }] } ] };
$w->write_file('own.json', encode_json($own));
$r = $w->cli(qw(rules set --tenant shop), $w->dir('own.json'));
is($r->{status}, 0, 'words of its own') or diag($r->{err});
for my $case (['Atención: CODIGO ROJO en la tienda', 'code_red'], ['tenemos que ir al plan B', 'code_red'],
        ['el código rojos de la caja', ''], ['¿cuál es el código? Rojo lo quiero', ''],
        ['no es un código rojo', '']) {
    my ($text, $reason) = @$case;
    my $d = decided($text);
    is($d->{reason}, $reason, "$text: " . ($reason || 'nobody'));
}
$mine = decided('tenemos un código rojo, corran');
is("$mine->{state} $mine->{priority} $mine->{skill}", 'pending_handoff urgent safety', 'with their effect');
unlike(encode_json([$mine->{verdict}, $mine->{scene}]), qr/rojo/i, 'no word is in the evidence');
$e = decode_json($w->cli('explain', $mine->{id})->{out});
ok($e->{recomputed}{identical}, 'which explains it all the same') or diag(encode_json($e));
my $visitor = 'before' . ++$serial;
is($talk->turn($visitor, 'quiero el plan c')->{c}{state}, 'bot', 'what counts when it was said before');
is($talk->turn($visitor, '¿a qué hora abren?')->{c}{state}, 'pending_handoff', '... counts then');

# Words that came into the rules later: the texts are read again.
my %when = (words => ['color*', 'silla* de jardín']);
$own = { version => 1, threshold => 50, rules => [{ id => 'any_ending', hard => JSON::PP::true,
    priority => 'low', when => [\%when] }] };
my @said = map { decided($_) } 'busco las sillas de jardín', 'me gusta colorear las de plástico',
    'nada de sillas de jardín, gracias', 'un cojín descolorido';
is_deeply([map { $_->{reason} } @said], [('') x 4], 'what nobody looks for yet');
sub would {
    $w->write_file('later.json', encode_json($own));
    my $out = $w->cli(qw(replay --tenant shop --from 2020-01-01 --dry-run --rules),
        $w->dir('later.json'))->{out};
    my $is = decode_json($out);
    my %changed = map { ("$_->{conversation}" => $_->{would}{reason}) } @{ $is->{changes} };
    return [$is->{texts_gone}, map { $changed{ $_->{conversation} } // '' } @said];
}
is_deeply(would(), [0, 'any_ending', 'any_ending', '', ''], 'replay finds in what was said, with any ending');
$when{negated} = JSON::PP::true;
is_deeply(would(), [0, '', '', 'any_ending', ''], 'or what was denied');
delete $when{negated};
$when{words}[0] = 'co*';
is_deeply(would(), [0, 'any_ending', '', '', ''], 'two letters are no beginning');
$e = decode_json($w->cli('explain', $said[0]{id})->{out});
is("$e->{today}{escalate} $e->{today}{reason}", '0 ', 'by the rules of now: nobody')
    or diag explain $e->{today};
$w->cli(qw(rules set --tenant shop), $w->dir('later.json'));
$r = $w->cli('explain', $said[0]{id});
$e = decode_json($r->{out});
is("$e->{today}{escalate} $e->{today}{reason}", '1 any_ending', 'by other ones: somebody');
ok($e->{recomputed}{identical}, 'and what was decided stays explained');
unlike($r->{out}, qr/jard/, 'without a text');
$w->pg->do('update core.message set text = null where conversation_id = $1', $said[0]{conversation});
is_deeply(would(), [1, '', '', '', ''], 'where the text is gone nothing more is found');

$r = $w->cli(qw(rules reset --tenant shop));
is($r->{status}, 0, 'rules reset') or diag($r->{err});
is(decided('a qué hora abren mañana?')->{escalate}, 0,
    'the program\'s rules hold again');
$e = decode_json($w->cli('explain', $mine->{id})->{out});
ok($e->{recomputed}{identical}, 'the older version still explains');

Relevo::World->finish;
