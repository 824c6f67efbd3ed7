# cache - how much of a skewed load of questions the cache answers, and how
# soon such an answer leaves.
#
#   ./build.sh bench cache [MESSAGES]
#
# 2,000 questions, each in the knowledge base, asked 20,000 times as Zipf says
# (s = 1) by 400 visitors of 8 accounts, two worker children with a cache each.
# Then one cached question at a time, from the POST of the signed webhook to the
# request at the Graph API, beside the same of a greeting, which asks nobody.

use strict;
use warnings;

use JSON::PP;
use Time::HiRes qw(time sleep);
use Test::More ();

use Relevo::Talk;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $MESSAGES = shift(@ARGV) // 20000;
my $DISTINCT = 2000;
my $ACCOUNTS = 8;
my $BUILD = $Relevo::World::BUILD;

my @THINGS = qw(lamp chair table sofa carpet mirror shelf curtain pillow blanket basket candle clock vase stool
    bench desk drawer cupboard mattress armchair bookcase wardrobe cabinet doormat fountain hammock lantern parasol trellis
    teapot saucepan kettle ladle whisk grater colander skillet casserole platter);
my @ASPECTS = ('cleaned', 'repaired', 'assembled', 'painted', 'recycled', 'stored', 'moved', 'polished', 'varnished',
    'dismantled', 'washed', 'delivered', 'returned', 'insured', 'wrapped', 'measured', 'dried', 'ironed', 'waxed',
    'sanded', 'glued', 'lifted', 'mounted', 'folded', 'stacked', 'heated', 'cooled', 'watered', 'bleached', 'dyed',
    'framed', 'sealed', 'tested', 'engraved', 'upholstered', 'oiled', 'dusted', 'cut', 'shortened', 'sharpened',
    'restored', 'exchanged', 'labelled', 'packed', 'rented', 'sold', 'borrowed', 'fixed', 'covered', 'protected');

my $w = Relevo::World->new(binary => "$BUILD/relevo", graph_binary => "$BUILD/bench/fake_graph",
    graph => ['--status', 'sent'], stopped => 1, redis_memory => '1gb',
    set => { 'turn.burst_ms' => 0, 'worker.processes' => 2, 'log.level' => 'warn' });
$w->start(@{ $w->{parts} });

my @questions = questions();
my @talks = learn();
share();
show('cached answer', 20, map { reply_ms($questions[0], $_) } 0 .. 200);
show('greeting', undef, map { reply_ms('hola', $_) } 0 .. 200);


sub questions {
    my @all;
    for my $aspect (@ASPECTS) {
        push @all, map { "How is the $_ $aspect?" } @THINGS;
    }
    return @all[0 .. $DISTINCT - 1];
}


sub learn {
    my $tenant = $w->pg->value(q{select tenant_id from core.tenant where slug = 'demo'});
    $w->pg->do('select core.kb_put($1::uuid, $2, $3, $4::jsonb)', $tenant, 'en', 'bench',
        [map { { question => $_, answer => "Answer: $_" } } @questions]);
    my @accounts = map { "bench$_" } 1 .. $ACCOUNTS;
    $w->pg->value('select core.account_add($1::uuid, $2, $3, $3)', $tenant, 'webchat', $_) for @accounts;
    $w->pg->do('vacuum analyze');
    return map { Relevo::Talk->new($w, $_) } @accounts;
}


# Indexes into the questions, the k-th with a probability of 1/k.
sub zipf {
    my ($n) = @_;

    my ($sum, @below) = (0);
    push @below, $sum += 1 / $_ for 1 .. $DISTINCT;
    srand 1;
    return map {
        my ($at, $low, $high) = (rand $sum, 0, $DISTINCT - 1);
        while ($low < $high) {
            my $mid = int(($low + $high) / 2);
            $below[$mid] < $at ? ($low = $mid + 1) : ($high = $mid);
        }
        $low;
    } 1 .. $n;
}


sub share {
    my @load = zipf($MESSAGES);
    my %distinct = map { $_ => 1 } @load;
    my $begin = time;

    for my $i (0 .. $#load) {
        $talks[$i % @talks]->say('v' . $i % 400, $questions[$load[$i]]);
    }
    wait_until { sleep 0.2;
        $w->pg->value('select count(*) from core.turn') >= $MESSAGES } 600, 'all turns';
    my $seconds = time - $begin;
    my $found = $w->pg->value(q{select count(*) from core.turn where reason = 'found'});
    sleep 2;                                    # the numbers are written once a second
    my %stats;
    my %all = @{ $w->redis->cmd('HGETALL', 'relevo:stats') };
    for my $child (map { decode_json($_) } values %all) {
        $stats{$_} += $child->{$_} for qw(cache_hits searches cache_used_bytes);
    }

    printf "%d messages of %d questions, %d of them asked, in %.0f s: %.1f %% answered\n", $MESSAGES, $DISTINCT,
        scalar keys %distinct, $seconds, 100 * $found / $MESSAGES;
    printf "from the cache %.1f %% (bar 80 %%), %d searches, %d KB of cache\n\n",
        100 * $stats{cache_hits} / $MESSAGES, $stats{searches}, $stats{cache_used_bytes} / 1024;
}


sub show {
    my ($title, $bar, @ms) = @_;

    splice @ms, 0, 5;                           # they connect, and fill the caches
    my @sorted = sort { $a <=> $b } @ms;
    printf "%-16s p50 %6.1f ms   p95 %6.1f ms   p99 %6.1f ms%s\n", $title,
        map({ $sorted[@sorted * $_] } 0.5, 0.95, 0.99), $bar ? "   (bar $bar ms)" : '';
}


# The fake's history is followed at its end, every 0.2 ms.
sub reply_ms {
    my ($text, $i) = @_;

    open my $history, '<', $w->graph->file or die "history: $!\n";
    seek $history, 0, 2;
    my $begin = time;

    $w->webhook(wa_text($text, from => 5215570000 + $i));
    for (my $seen = ''; $seen !~ /"kind":"message"/; ) {
        my $line = <$history>;
        die "no reply within 10 s\n" if time > $begin + 10;
        defined $line ? ($seen .= $line) : select undef, undef, undef, 0.0002;
        seek $history, 0, 1;
    }

    return (time - $begin) * 1000;
}

Test::More->builder->no_ending(1);
Relevo::World->over;
1;
