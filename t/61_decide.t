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
is($replay->{decisions}, 7, 'every decision is judged again');
is($replay->{would_escalate}, 1, 'one more would get a person');
is($replay->{changes}[0]{text}, undef, 'without its text');
$r = $w->cli(qw(replay --tenant shop --from 2020-01-01 --show-text
    --dry-run --rules), $w->dir('own.json'));
like($r->{out}, qr/abren/, '--show-text shows it');
is($w->cli(qw(replay --tenant shop --from 2020-01-01 --rules),
    $w->dir('own.json'))->{status}, 2, 'only as a dry run');
is($w->pg->value(q{select count(*) from core.decision where escalate}), 6,
    'nothing was changed');

$r = $w->cli(qw(rules set --tenant shop), $w->dir('own.json'));
is($r->{status}, 0, 'rules set') or diag($r->{err});
my $mine = decided('a qué hora abren mañana?');
is("$mine->{reason} $mine->{rules_own} $mine->{rules_version}",
    'wants_to_visit 1 1', 'the tenant\'s rule decides');
is($mine->{state}, 'pending_handoff', 'with its effect');
$e = decode_json($w->cli('explain', $mine->{id})->{out});
ok($e->{recomputed}{identical}, 'explained by the tenant\'s rules');

$r = $w->cli(qw(rules reset --tenant shop));
is($r->{status}, 0, 'rules reset') or diag($r->{err});
is(decided('a qué hora abren mañana?')->{escalate}, 0,
    'the program\'s rules hold again');
$e = decode_json($w->cli('explain', $mine->{id})->{out});
ok($e->{recomputed}{identical}, 'the older version still explains');

Relevo::World->finish;
