# media - do files of some customers delay the text of others?
#
# 100 conversations write text, paced; then again while 50 pictures and 20
# documents are being worked on.  P95 of the text, before and while, against
# the bar (20 % or 20 ms, the larger); how long text's processes were ready and
# had no core, per text, which neighbours disturb less; and how long the files
# took.

use strict;
use warnings;

use File::Path qw(make_path);
use Test::More ();
use Time::HiRes qw(sleep time);

use Cpu;
use Relevo::Media;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my ($PICTURES, $DOCUMENTS) = (shift(@ARGV) // 50, shift(@ARGV) // 20);
my $BUILD = $Relevo::World::BUILD;
my $RATE = 20;                                  # texts per second
my $TEXTS = 300;
my @PARTS = qw(nginx redis worker postgres);

my $w = Relevo::World->new(binary => "$BUILD/relevo", graph_binary => "$BUILD/bench/fake_graph",
    graph => ['--status', 'sent'], set => { 'turn.burst_ms' => 0, 'log.level' => 'warn',
        'worker.processes' => 2 });
my $serial = 5_215_570_000;

my (@alone, @beside);
my @before = text(\@alone);
my @files = files();
my $begin = time;
$w->webhook($_->{message}) for @files;
my @while = text(\@beside);
wait_until { !$w->pg->value('select count(*) from core.media_job') } 300, 'all files';
my $took = time - $begin;

show('text alone', @before);
show('text beside files', @while);
my ($p, $q) = map { p95(@$_) } \@before, \@while;
my $bar = $p * 0.2 > 20 ? $p * 0.2 : 20;
printf "%-22s %+.1f ms (bar %.1f)\n", 'P95 beside files', $q - $p, $bar;
printf "%-22s %s\n", 'waited for a core', join ', ', map { sprintf '%s %.2f -> %.2f ms', $PARTS[$_],
    map { 1000 * $_ / $TEXTS } $alone[$_], $beside[$_] } 0 .. $#PARTS;
printf "%-22s %d in %.1f s\n", 'files', scalar @files, $took;

for my $row ($w->pg->rows(q{select kind, concat_ws(' ', state, error) as state, count(*) as n,
        max(extract(epoch from finished_at - created_at)) as slowest
        from core.media group by 1, 2 order by 1, 2})) {
    printf "  %-10s %-16s %3d   slowest %5.1f s\n", @$row{qw(kind state n slowest)};
}


sub p95 { my @s = sort { $a <=> $b } @_; return $s[@s * 0.95] }

sub show {
    my ($title, @ms) = @_;
    my @s = sort { $a <=> $b } @ms;
    printf "%-22s p50 %6.1f   p95 %6.1f   p99 %6.1f ms, %d texts\n", $title,
        $s[@s / 2], $s[@s * 0.95], $s[@s * 0.99], scalar @s;
}


# Seconds that each part has waited for a core so far.
sub waited { return map { Cpu::waited($w->pid($_), qr/^relevo-decode/) } @PARTS }


# Milliseconds from each webhook to its reply, paced, by the fake's history;
# what each part waited for a core, in @$waited.
sub text {
    my ($waited) = @_;
    my (%sent, @ms);
    my @before = waited();
    open my $history, '<', $w->graph->file or die "history: $!\n";
    seek $history, 0, 2;
    my $begin = time;

    for (my $n = 0; @ms < $TEXTS; ) {
        if ($n < $TEXTS && time >= $begin + $n / $RATE) {
            my $from = $serial + 1000 + $n++ % 100;
            $sent{$from} = time;
            $w->webhook(wa_text('hola', from => $from));
        }
        while (defined(my $line = <$history>)) {
            next if $line !~ /"kind":"message"/ || $line !~ /"to":"\+?(\d+)"/;
            push @ms, (time - delete $sent{$1}) * 1000 if $sent{$1};
        }
        seek $history, 0, 1;
        sleep 0.001;
        die "no replies\n" if time > $begin + $TEXTS / $RATE + 60;
    }
    my @now = waited();
    @$waited = map { $now[$_] - $before[$_] } 0 .. $#now;
    return @ms;
}


# Pictures of up to ten lines, and documents of ten pages of text.
sub files {
    my $dir = $w->dir('samples');
    make_path($dir);
    my $media = Relevo::Media->new($dir, "$BUILD/relevo-decode");
    my @drawn = grep { ($_->{error} // '') eq '' } @{ $media->draw('clean', seed => 3, n => 10) };
    my (@files, @objects);

    for my $n (1 .. $PICTURES) {
        my $one = $drawn[$n % @drawn];
        my $type = $one->{file} =~ /\.jpe?g$/ ? 'image/jpeg' : 'image/png';
        push @objects, { id => "p$n", file => $one->{path}, mime_type => $type };
        push @files, { message => wa_message('image', { id => "p$n", mime_type => $type },
            from => $serial + $n) };
    }

    my $pages = join "\f", map { my $p = $_; join '', map {
        "Pagina $p, linea $_: total de la compra y su garantia.\n" } 1 .. 50 } 1 .. 10;
    for my $n (1 .. $DOCUMENTS) {
        push @objects, { id => "d$n", body => $pages, mime_type => 'text/plain' };
        push @files, { message => wa_message('document', { id => "d$n", mime_type => 'text/plain',
            filename => "d$n.txt" }, from => $serial + 500 + $n) };
    }
    $w->graph->media(@objects);
    return @files;
}

Test::More->builder->no_ending(1);
Relevo::World->over;
1;
