# Media - pictures of t/media, what relevo-decode makes of them, and how much
# of their text is right.
#
#   my $media = Relevo::Media->new($dir, 'build/relevo-decode');
#   for my $file (@{$media->draw('clean', seed => 1, n => 2)}) { ... }
#   my $results = $media->decode($files, '--what', 'text');
#   word_accuracy($file->{text}, $result->{text})

package Relevo::Media;

use strict;
use warnings;

use Exporter qw(import);
use File::Basename qw(dirname);
use JSON::PP;
use Time::HiRes qw(time);

our @EXPORT = qw(word_accuracy words_of);

my $TOP = dirname(__FILE__) . '/../../..';


sub new {
    my ($class, $dir, $program) = @_;

    return bless { dir => $dir, program => $program, samples => "$TOP/build/media/samples" }, $class;
}


# The labels of a set, as drawn: [{file, set, kind, language, text, error}]
sub draw {
    my ($self, $set, %o) = @_;
    my $dir = "$self->{dir}/$set";

    mkdir $dir;
    unlink glob "$dir/*";
    system($self->{samples}, $dir, $set, $o{seed} // 1, $o{n} // 0) == 0
        or die "cannot draw $set: is $self->{samples} built?\n";

    open my $in, '<', "$dir/labels.jsonl" or die "$dir: $!\n";
    return [map { +{ %$_, path => "$dir/$_->{file}" } } map { decode_json($_) } <$in>];
}


# One result per file, in their order; $self->{parent} is what the parent used.
sub decode {
    my ($self, $files, @options) = @_;
    my @command = ($self->{program}, '--json', '--usage', @options, map { $_->{path} } @$files);
    my $errors = "$self->{dir}/stderr";
    my $began = time;

    open my $saved, '>&', \*STDERR or die;
    open STDERR, '>', $errors or die "$errors: $!\n";
    my $started = open my $out, '-|', @command;
    open STDERR, '>&', $saved or die;
    die "$command[0]: $!\n" if !$started;

    my @results = map { decode_json($_) } <$out>;
    close $out;
    $self->{seconds} = time - $began;

    open my $in, '<', $errors or die;
    my @said = <$in>;
    my ($usage) = grep { /parent_rss_kb/ } @said;
    $self->{parent} = $usage ? decode_json($usage)->{parent_rss_kb} : undef;
    $self->{said} = join '', grep { !/parent_rss_kb/ } @said;

    return \@results;
}


# Without punctuation around them.
sub words_of {
    my ($text) = @_;

    return grep { length } map { s/^\W+|\W+$//gr } split /\s+/, $text // '';
}


# 1 - edit distance in words / words of the truth; not below 0.
sub word_accuracy {
    my ($truth, $text) = @_;
    my @a = words_of($truth);
    my @b = words_of($text);
    my @row = (0 .. @b);

    return @b ? 0 : 1 if !@a;

    for my $i (1 .. @a) {
        my $diagonal = $row[0];
        $row[0] = $i;
        for my $k (1 .. @b) {
            my $best = $diagonal + ($a[$i - 1] eq $b[$k - 1] ? 0 : 1);
            $diagonal = $row[$k];
            $best = $row[$k] + 1 if $row[$k] + 1 < $best;
            $best = $row[$k - 1] + 1 if $row[$k - 1] + 1 < $best;
            $row[$k] = $best;
        }
    }

    my $right = 1 - $row[@b] / @a;
    return $right < 0 ? 0 : $right;
}

1;
