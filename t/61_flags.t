# What a tenant has switched off: nobody takes over, moods are not read, no
# answer comes out of the cache; and switched on again it is as before.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Talk;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'answer.below' => 'handover', 'worker.processes' => 1 });
$w->start(qw(redis postgres));

my $faq = "## ¿Cuál es el horario?\n\nAbrimos a las nueve.\n";
utf8::encode($faq);
for my $cli ([qw(tenant add shop --language es)], [qw(channel add webchat shop --tenant shop)],
             [qw(kb add --tenant shop --language es --document faq), $w->write_file('faq.md', $faq)]) {
    my $r = $w->cli(@$cli);
    is($r->{status}, 0, $cli->[0]) or diag($r->{err});
}
$w->start('worker');

my $talk = Relevo::Talk->new($w, 'shop');
my $serial = 0;


# Of a visitor of its own.
sub says { return $talk->turn('v' . ++$serial, $_[0]) }

sub flag {
    my ($name, $value) = @_;
    my $r = $w->cli(qw(tenant set shop), "flag.$name", $value);
    is($r->{status}, 0, "$name $value") or diag($r->{err});
}


subtest 'nobody takes over' => sub {
    my @wishes = ('quiero hablar con una persona', 'el producto llegó roto',
        '¿venden elefantes morados?', 'quiero poner una denuncia');
    flag(human_handoff => 'off');
    for my $wish (@wishes) {
        my $t = says($wish);
        is($t->{c}{state}, 'bot', "$wish: the bot keeps it");
        like($t->{text}, qr/Aquí solo puedo responder preguntas/, '... and says so') if $wish !~ /roto/;
        unlike($t->{text}, qr/persona/, '... offers nobody');
        ok(!$t->{c}{asked_person}, '... and has not asked');
    }
    like(says('¿Cuál es el horario?')->{text}, qr/nueve/, 'questions are answered');
    is($w->pg->value('select count(*) from core.ticket'), 0, 'no ticket');
    cmp_ok($w->pg->value('select count(*) from core.decision where escalate'), '>=', 2,
        'what the rules say is kept');
    my $counted = sub { $w->pg->value(q{select count(*) from core.figures_of(now() - interval '1 day',
        now() + interval '1 minute') x where x.metric = $1 and ($2 = '' or x.key = $2)}, @_) };
    is($w->pg->value('select count(*) from core.decision where taken'), 0, '... as what was not done');
    is($counted->(decision => 'escalated'), 0, 'figures count no hand-over');
    is($counted->(reason => ''), 0, '... for no reason');

    my $r = $w->pg->value(q{select core.handoff_start(tenant_id, id, '{"kind": "api"}', '{"notice": false}')
        from core.conversation where id = $1}, $talk->conversation('v1')->{id});
    ok($r->{ok}, 'the API may still ask for a person');

    flag(human_handoff => 'on');
    is(says($_)->{c}{state}, 'pending_handoff', "$_: on again") for @wishes;
    my $done = $w->pg->value('select count(*) from core.decision where escalate and taken');
    cmp_ok($done, '>=', 2, 'and done');
    is($counted->(decision => 'escalated'), $done, 'and counted');
};

subtest 'moods are not read' => sub {
    my $mood = sub {
        my $t = says('estoy harto, esto es horrible y pésimo');
        return $w->pg->row(q{select sentiment, confidence, polarity, angry or frustrated or confused as felt
            from core.analysis where conversation_id = $1}, $t->{c}{id});
    };
    isnt($mood->()->{sentiment}, 'neutral', 'a mood');
    flag(sentiment_analysis => 'off');
    my $m = $mood->();
    is("$m->{sentiment} $m->{confidence} $m->{polarity} $m->{felt}", 'neutral 0 0 0',
        'off: none, of no confidence');
    flag(sentiment_analysis => 'default');
    isnt($mood->()->{sentiment}, 'neutral', 'on again');
};

subtest 'no cache' => sub {
    says('¿Cuál es el horario?');
    ok(says('¿Cuál es el horario?')->{decision}{search}{cached}, 'a question asked again is in the cache');
    flag(response_cache => 'off');
    says('¿Cuál es el horario?');
    my $t = says('¿Cuál es el horario?');
    like($t->{text}, qr/nueve/, 'off: it is answered');
    ok(!$t->{decision}{search}{cached}, '... by a search');
    flag(response_cache => 'on');
    says('¿Cuál es el horario?');
    ok(says('¿Cuál es el horario?')->{decision}{search}{cached}, 'on again');
};

is($w->cli(qw(tenant set shop flag.human_handof off))->{status}, 2, 'a near miss is told');

Relevo::World->finish;
