# decode - how well and how fast pictures are read.
#
#   ./build.sh bench decode [SEED [N]]
#
# Bars: words right >= 98 % on clean text at 150 dpi and >= 95 % on what a
# telephone makes of it, in each language; kinds right on >= 80 %; an A4 page
# in <= 3 s; memory of the parent unchanged by a hostile corpus.

use strict;
use warnings;
use utf8;

use File::Temp qw(tempdir);

use Relevo::Media;

binmode STDOUT, ':utf8';

my ($seed, $n) = @ARGV;
my @PATIENT = ('--wall-ms', 300_000);           # CPU is what is compared, machines are busy
my %bar = (clean => 0.98, photo => 0.95, sideways => 0.95, page => 0.98);
my $program = "$FindBin::Bin/../../build/relevo-decode";
my $media = Relevo::Media->new(tempdir('relevo-bench-XXXXXX', TMPDIR => 1, CLEANUP => 1), $program);
my $verbose = $ENV{RELEVO_BENCH_VERBOSE};

system('make', '-s', '-f', "$FindBin::Bin/../../worker/Makefile", '-C', "$FindBin::Bin/../..", 'media') == 0 or die;


# Words are counted over all files of a language, not averaged by file.
sub texts {
    my ($set) = @_;
    my $files = $media->draw($set, seed => $seed // 1, n => $n // 0);
    my (%right, %words, @ms);

    for my $code (qw(es en pt fr it)) {
        my @of = grep { $_->{language} eq $code } @$files;
        my $results = $media->decode(\@of, '--what', 'text', '--language', $code, @PATIENT);
        for my $i (0 .. $#of) {
            my $words = words_of($of[$i]{text});
            my $accuracy = word_accuracy($of[$i]{text}, $results->[$i]{text});
            $words{$code} += $words;
            $right{$code} += $words * $accuracy;
            push @ms, $results->[$i]{usage}{cpu_ms};
            printf "    %s %.3f confidence %d %s\n", $of[$i]{file}, $accuracy, $results->[$i]{confidence},
                $accuracy < 0.95 ? $results->[$i]{text} =~ s/\s+/ /gr : '' if $verbose;
        }
    }

    @ms = sort { $a <=> $b } @ms;
    printf "%-9s %s  bar %.0f %%  CPU %d ms median, %d ms most\n", $set,
        join('  ', map { sprintf '%s %5.1f %%', $_, 100 * $right{$_} / $words{$_} } sort keys %right),
        100 * $bar{$set}, $ms[@ms / 2], $ms[-1];
}


sub kinds {
    my $files = $media->draw('kinds', seed => $seed // 1, n => $n // 0);
    my $results = $media->decode($files, @PATIENT);
    my (%right, %all, %text, @ms);

    for my $i (0 .. $#$files) {
        my ($f, $r) = ($files->[$i], $results->[$i]);
        my $kind = $r->{kind} // $r->{error};
        my $seen = $f->{kind} eq 'code' ? (join ' ', map { $_->{text} } @{$r->{codes}}) : $r->{text};
        my $accuracy = defined $f->{text} ? word_accuracy($f->{text}, $seen) : 1;
        $all{$f->{kind}}++;
        $right{$f->{kind}} += $kind eq $f->{kind};
        $text{$f->{kind}} += $accuracy >= 0.9;
        push @ms, $r->{usage}{cpu_ms};
        printf "    %s %s: %s, text %.2f confidence %s %s\n", $f->{file}, $f->{kind}, $kind, $accuracy,
            $r->{confidence} // '-', $accuracy < 0.9 ? substr($r->{text} =~ s/\s+/ /gr, 0, 90) : '' if $verbose;
    }

    @ms = sort { $a <=> $b } @ms;
    my ($sum, $of) = (0, 0);
    printf "kinds     %s\n", join '  ', map { "$_ $right{$_}/$all{$_}" } sort keys %all;
    printf "  texts   %s\n", join '  ', map { "$_ $text{$_}/$all{$_}" } sort keys %all;
    $sum += $right{$_}, $of += $all{$_} for keys %all;
    printf "  right   %.0f %%  bar 80 %%  CPU %d ms median, %d ms most\n", 100 * $sum / $of, $ms[@ms / 2], $ms[-1];
}


sub hostile {
    my $files = $media->draw('hostile');
    my $results = $media->decode($files);
    my $right = 0;

    for my $i (0 .. $#$files) {
        my ($want, $got) = map { $_ // 'none' } $files->[$i]{error}, $results->[$i]{error};
        $right += $want eq $got;
        print "    $files->[$i]{file}: $got instead of $want\n" if $want ne $got;
    }
    printf "hostile   %d of %d as they should be  parent's RSS %d -> %d KB\n", $right, scalar @$files, @{$media->{parent}};
}


texts($_) for qw(clean photo sideways page);
kinds();
hostile();
