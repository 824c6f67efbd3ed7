#!/usr/bin/perl
# leakcheck.pl CORPORA EVAL - no sentence of the evaluation data is in the
# training data: not as it is, not folded, not nearly (Jaccard of the sets of
# character 5-grams above 0.6).  Templates are compared with all they expand
# to, as long as that is not more than $CAP sentences; so are the phrases of
# lexicons (.lex) and packs (.pat).  Exit code 1: a leak.

use strict;
use warnings;
use utf8;

use File::Find;
use JSON::PP;
use Unicode::Normalize;

binmode STDOUT, ':utf8';

my $LIMIT = 0.6;
my $GRAM = 5;
my $CAP = 64;
my $SHORT = 12;         # folded letters below which only equality counts
my $IDIOM = 5;          # words from which a phrase of a lexicon or pack is a
                        # sentence, and no longer the language's
my $PHRASES = 12;       # of those that one of them expands to

my ($corpora, $eval) = @ARGV;
die "usage: leakcheck.pl CORPORA EVAL\n" if !defined $eval;


sub fold {
    my ($text) = @_;
    $text = NFD(lc $text);
    $text =~ s/\p{Mn}//g;
    $text =~ s/[^\p{L}\p{N}]+/ /g;
    $text =~ s/^ | $//g;
    return $text;
}


sub grams {
    my ($text) = @_;
    my %seen;
    $seen{substr $text, $_, $GRAM} = 1 for 0 .. length($text) - $GRAM;
    return keys %seen;
}


sub expand {
    my ($text, $cap) = @_;
    my @all = ('');
    for my $part (split /(\{[^{}]*\})/, $text) {
        my @options = $part =~ /^\{(.*)\}$/ ? split(/\|/, $1, -1) : ($part);
        my @next;
        for my $head (@all) {
            push @next, map { "$head$_" } @options;
        }
        splice @next, $cap if @next > $cap;
        @all = @next;
    }
    return @all;
}


sub lines {
    my ($path) = @_;
    open my $in, '<:encoding(UTF-8)', $path or die "$path: $!\n";
    return map { s/[\r\n]+$//r } <$in>;
}


# A phrase as a template: what stands for any word says nothing, an ending or
# the rest of a stem is left out.
sub phrase {
    my ($text) = @_;
    my @said;
    for my $word (split ' ', $text) {
        next if $word =~ /^(?:[\^\$>*+]|\.{2,}\d*|[!@].*)$/;
        my $optional = $word =~ s/^\?//;
        my @one = map { s/[%*].*$//r } grep { !/^@/ } split /\|/, $word;
        next if !@one;
        push @said, @one > 1 || $optional
            ? '{' . join('|', $optional ? '' : (), @one) . '}' : $one[0];
    }
    return "@said";
}


sub pack_phrases {
    my ($line) = @_;
    return if $line =~ /^(?:#\s|#$|\[|@\w+ *=|neg\w+ *=)/;
    return phrase($line =~ s/^(?:\+|block(?: [\w,]+:)?) //r);
}


sub lexicon_phrases {
    my ($line) = @_;
    return if $line =~ /^(?:#|\[|endings )/;
    return map { phrase($_) } split /,/, $line;
}


# What a line of a file says, as templates.
sub templates {
    my ($path, $line) = @_;
    return pack_phrases($line) if $path =~ /\.pat$/;
    return lexicon_phrases($line) if $path =~ /\.lex$/;
    return $line =~ /^#|^\s*$/ ? () : $line =~ s/^.*\t//r;
}


sub json_texts {
    my ($path) = @_;
    my $json = JSON::PP->new;
    return map {
        my $item = $json->decode($_);
        map { [$_, $item->{id} // '?'] } $item->{text} // (),
            map { $_->{content} } grep { $_->{role} eq 'user' }
                @{ $item->{messages} // [] };
    } grep { /\S/ } lines($path);
}


my (@items, %exact, %by_gram);
for my $path (sort glob "$eval/*.jsonl $eval/*/*.jsonl") {
    for my $text (json_texts($path)) {
        my $folded = fold($text->[0]);
        next if $folded !~ /\p{L}/;             # numbers and emoji are nobody's
        my @grams = grams($folded);
        push @items, { id => $text->[1], folded => $folded, n => scalar @grams };
        push @{ $exact{$folded} }, $#items;
        push @{ $by_gram{$_} }, $#items for @grams;
    }
}

my (@files, $texts, $leaks);
find({ no_chdir => 1, wanted => sub { push @files, $_ if /\.(?:tsv|txt|jsonl|lex|pat)$/ && !m{/concepts/} } }, $corpora);
$texts = $leaks = 0;

# Sentences of one or two words ("thanks") are the language's, not the set's.
sub is_common { return ($_[0] =~ tr/ //) < 2 || length $_[0] < $SHORT }


sub check {
    my ($text, $where) = @_;
    my $folded = fold($text);
    return if is_common($folded);
    $texts++;

    if ($exact{$folded}) {
        $leaks++;
        print "$where: the same as $items[$_]{id}\n" for $exact{$folded}[0];
        return;
    }

    my (%shared, @grams);
    @grams = grams($folded);
    for my $gram (@grams) {
        $shared{$_}++ for @{ $by_gram{$gram} // [] };
    }
    for my $i (keys %shared) {
        my $jaccard = $shared{$i} / (@grams + $items[$i]{n} - $shared{$i});
        next if $jaccard <= $LIMIT || is_common($items[$i]{folded});
        $leaks++;
        printf "%s: nearly %s (%.2f)\n", $where, $items[$i]{id}, $jaccard;
        return;
    }
}


for my $path (sort @files) {
    if ($path =~ /\.jsonl$/) {
        check($_->[0], "$path $_->[1]") for json_texts($path);
        next;
    }
    my $n = 0;
    for my $line (lines($path)) {
        $n++;
        my $is_phrase = $path =~ /\.(?:lex|pat)$/;
        for my $text (map { expand($_, $is_phrase ? $PHRASES : $CAP) }
            templates($path, $line))
        {
            check($text, "$path:$n") if !$is_phrase
                || (() = $text =~ /\S+/g) >= $IDIOM;
        }
    }
}

printf "leakcheck: %d sentences against %d: %d leaks\n", $texts, scalar @items, $leaks;
exit($leaks > 0);
