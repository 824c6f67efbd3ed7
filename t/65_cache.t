# The cache of answers: what comes out of it and what never goes in; a change
# of knowledge, another language, another tenant are other answers.

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

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker)],
    stopped => 1, set => { 'turn.burst_ms' => 0, 'worker.processes' => 1 });
$w->start(qw(redis postgres));

for my $slug (qw(shop rival)) {
    $w->cli(qw(tenant add), $slug, qw(--language en));
    $w->cli(qw(channel add webchat), $slug, '--tenant', $slug);
}


sub learn {
    my ($slug, $language, $question, $answer, $name) = @_;

    my $text = "## $question\n\n$answer\n";
    utf8::encode($text);
    my $r = $w->cli(qw(kb add --tenant), $slug, '--language', $language, '--document',
        $name // "doc-$language", $w->write_file('x.md', $text));
    is($r->{status}, 0, "$slug knows: $answer") or diag($r->{err});
}


# Of the only child: its counters, as it wrote them after now.
sub stat_of {
    my ($name) = @_;

    my $from = time * 1000 + 1000;
    my $stats;
    wait_until {
        my %all = @{ $w->redis->cmd('HGETALL', 'relevo:stats') };
        ($stats) = grep { $_->{at_ms} >= $from } map { decode_json($_) } values %all;
        $stats;
    } 20, 'new numbers';
    return $stats->{$name} // 0;
}


learn('shop', 'en', 'What are your opening hours?', 'We open at nine.');
learn('shop', 'es', '¿Cuál es el horario de apertura?', 'Abrimos a las nueve.');
learn('rival', 'en', 'What are your opening hours?', 'CANARY-RIVAL opens at ten.');
$w->start('worker');
my $shop = Relevo::Talk->new($w, 'shop');
my $rival = Relevo::Talk->new($w, 'rival');

subtest 'asked again' => sub {
    my $t = $shop->turn('a', 'What are your opening hours?');
    is($t->{text}, 'We open at nine.', 'answered');
    ok(!$t->{decision}{search}{cached}, 'by a search');
    my $n = 0;
    for ('what are your OPENING hours', '- What are your opening hours?', "what  are your\topening hours") {
        $t = $shop->turn('b' . $n++, $_);       # one who repeats himself is unhappy
        is($t->{text}, 'We open at nine.', $_);
        ok($t->{decision}{search}{cached}, 'out of the cache');
        ok($t->{decision}{search}{hits}[0]{chunk}, 'with the same evidence');
    }
    is(stat_of('cache_hits'), 3, 'counted');
    is(stat_of('searches'), 1, 'one search');
};

subtest 'another language, another tenant' => sub {
    my $t = $shop->turn('c', '¿Cuál es el horario de apertura?');
    is($t->{text}, 'Abrimos a las nueve.', 'Spanish');
    ok(!$t->{decision}{search}{cached}, 'is a search of its own');

    $t = $rival->turn('d2', 'What are your opening hours?');
    is($t->{text}, 'CANARY-RIVAL opens at ten.', 'another tenant, the same question');
    ok(!$t->{decision}{search}{cached}, 'a search of its own');
    $t = $rival->turn('d', 'What are your opening hours?');
    ok($t->{decision}{search}{cached}, 'cached for this tenant');
    like($t->{text}, qr/CANARY-RIVAL/, 'its own answer');
    unlike($shop->turn('e', 'What are your opening hours?')->{text}, qr/CANARY/, 'and for the first its own');
};

subtest 'new knowledge' => sub {
    learn('shop', 'en', 'What are your opening hours?', 'We open at eight now.');
    my $t = $shop->turn('f', 'What are your opening hours?');
    is($t->{text}, 'We open at eight now.', 'at once, from any change on');
    ok(!$t->{decision}{search}{cached}, 'by a search');
    ok($rival->turn('g', 'What are your opening hours?')->{decision}{search}{cached},
        'which is nobody else\'s concern');
};

subtest 'what is somebody\'s own' => sub {
    my $n = 0;
    for my $text ('where is my order 4711?', 'I am ana@example.org, what are your opening hours?') {
        for my $visitor (map { "own$_" } ++$n, 'x' . $n) {
            my $t = $shop->turn($visitor, $text);
            ok($t->{decision}{search} && !$t->{decision}{search}{cached}, "never cached: $text");
        }
    }
};

subtest 'limits' => sub {
    $w->stop('worker');
    $w->part('worker')->write('cache.ttl' => '1ms');
    $w->start('worker');
    $shop->turn('ttl', 'What are your opening hours?');
    ok(!$shop->turn('ttl2', 'What are your opening hours?')->{decision}{search}{cached}, 'old after cache.ttl');

    $w->stop('worker');
    $w->part('worker')->write('cache.ttl' => '1h', 'cache.bytes' => '2k');
    $w->start('worker');
    $shop->turn("full-$_", "what are your opening hours $_") for qw(one two three four five six);
    cmp_ok(stat_of('cache_evicted'), '>', 0, 'the oldest goes');
    cmp_ok(stat_of('cache_used_bytes'), '<=', 2048, 'below cache.bytes');

    $w->stop('worker');
    $w->part('worker')->write('cache.bytes' => '16m', 'search.concurrency' => 1, 'search.queue' => 10000);
    $shop->say("many$_", "what are your opening hours, please, thing $_") for 'a' .. 'z';
    $w->start('worker');                        # all of them at once
    wait_until { !$w->pg->value('select count(*) from core.work')
        && $w->pg->value(q{select count(*) from core.turn where reason is not null}) > 26 } 60, 'all of them';
    is(stat_of('searches_waiting'), 0, 'one search at a time, and all had their turn');
    is(stat_of('turns_dead'), 0, 'none was lost');

    $w->stop('worker');
    $w->part('worker')->write('search.queue' => 8, 'turn.attempts' => 1000, 'turn.retry' => '50ms');
    $shop->say("queue$_", "what are your opening hours, please, matter $_") for 'a' .. 'z';
    $w->start('worker');
    wait_until { !$w->pg->value('select count(*) from core.work')
        && $w->pg->value(q{select count(*) from core.turn where reason is not null}) > 52 } 60, 'all of them';
    cmp_ok(stat_of('searches_refused'), '>', 0, 'what is too much comes again later');
    is(stat_of('turns_dead'), 0, 'and none is lost');
};

Relevo::World->finish;
