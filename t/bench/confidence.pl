# confidence - how right the confidence of an answer is, and its weights.
#
#   perl t/bench/run confidence [--write]
#
# config/nlu/answers is imported three ways (as answers; as free text; and
# English and Italian asked in each other's language), every question is
# searched for, and worker/answer/confidence.c's features are taken from the
# hits.  By cross-validation over the keys of the questions (so that no
# question helps to judge its like) a logistic model says how likely the first
# hit is right.  --write fits all of them and writes confidence.def.

use strict;
use warnings;
use utf8;

use Test::More ();

use Relevo::World;

my $WRITE = grep { $_ eq '--write' } @ARGV;
my $TOP = $Relevo::World::TOP;
my $DEF = "$TOP/worker/answer/confidence.def";
my @LANGUAGES = qw(en es fr it pt);
my @FEATURES = qw(bias cover lit asked miss sim margin strange text said other);
my $FOLDS = 5;
my $RIDGE = 0.5;

binmode STDOUT, ':utf8';

my $w = Relevo::World->new(parts => ['postgres']);
my %data = map { $_ => read_file($_) } @LANGUAGES;
my @samples;

for my $language (@LANGUAGES) {
    my $d = $data{$language};
    ask(tenant("faq-$language", $language, faq_items($d)), $language, $language, $d, $d);
    for my $size (1, 3, 6) {                    # little knowledge is most tenants'
        my $some = part_of($d, $size);
        ask(tenant("faq-$language-$size", $language, faq_items($some)), $language, $language, $d, $some);
    }
    ask(tenant("text-$language", $language, text_items($d)), $language, $language, $d, $d);
}
ask(tenant('faq-en'), 'it', 'en', $data{it}, $data{en});
ask(tenant('faq-it'), 'en', 'it', $data{en}, $data{it});

my %p;                                          # sample number => predicted
for my $fold (0 .. $FOLDS - 1) {
    my $weights = fit(grep { $_->{fold} != $fold } @samples);
    $p{$_->{n}} = predict($weights, $_) for grep { $_->{fold} == $fold } @samples;
}

report();
write_def(fit(@samples)) if $WRITE;


# { faq => {key => [question, answer]}, ask => [[key, text]], none => [text] }
sub read_file {
    my ($language) = @_;

    my %d = (faq => {}, keys => [], ask => [], none => []);
    open my $in, '<:utf8', "$TOP/config/nlu/answers/$language.tsv" or die "$language: $!";
    while (my $line = <$in>) {
        chomp $line;
        next if $line =~ /^(#|\s*$)/;
        my ($kind, $key, @text) = split /\t/, $line;
        if ($kind eq 'faq') {
            die "$language:$.: question and answer" if @text != 2;
            $d{faq}{$key} = \@text;
            push @{ $d{keys} }, $key;
        } elsif ($kind eq 'ask') {
            die "$language:$.: no faq $key" if !$d{faq}{$key};
            push @{ $d{ask} }, [$key, $text[0]];
        } else {
            push @{ $d{none} }, $text[0];
        }
    }
    return \%d;
}


# The first answers only.
sub part_of {
    my ($d, $n) = @_;

    my @keys = @{ $d->{keys} }[0 .. $n - 1];
    return { keys => \@keys, faq => { map { $_ => $d->{faq}{$_} } @keys } };
}


sub faq_items {
    my ($d) = @_;

    return [map { { kind => 'faq', question => $d->{faq}{$_}[0],
                    answer => $d->{faq}{$_}[1] } } @{ $d->{keys} }];
}


# Passages of three answers each under the first one's question as heading.
sub text_items {
    my ($d) = @_;

    my @keys = @{ $d->{keys} };
    my @items;
    while (my @some = splice @keys, 0, 3) {
        my @sentences = map { $d->{faq}{$_}[1] } @some;
        my ($head) = $d->{faq}{$some[0]}[0] =~ /^\W*(.*?)\W*$/;
        push @items, { kind => 'text', path => $head, question => $head,
            answer => join(' ', @sentences), sentences => \@sentences };
    }
    return \@items;
}


my %tenants;

sub tenant {
    my ($slug, $language, $items) = @_;

    return $tenants{$slug} //= do {
        my $id = $w->pg->value('select core.tenant_add($1, $1, $2)', $slug, $language)->{tenant};
        $w->pg->do('select core.kb_import($1::uuid, $2, $3, $3, $4::jsonb)', $id, $language,
            'all', $items);
        $id;
    };
}


# Asks what $asked has, in $language, of the knowledge $known.
sub ask {
    my ($tenant, $language, $into, $asked, $known) = @_;

    my @questions = ((map { [@$_] } @{ $asked->{ask} }),
                     (map { [undef, $_] } @{ $asked->{none} }));
    for my $q (@questions) {
        my ($key, $text) = @$q;
        my $right = defined $key && $known->{faq}{$key} ? $known->{faq}{$key}[1] : undef;
        my $bytes = $text;
        utf8::encode($bytes);
        my $found = $w->pg->value('select core.search($1::uuid, $2, $3, 5)', $tenant, $bytes,
            $language);
        add_sample($found->{hits}, $text, $language, $right, $key);
    }
}


sub add_sample {
    my ($hits, $text, $language, $right, $key) = @_;

    my $sample = { n => scalar @samples, text => $text, language => $language,
        fold => fold_of($key // $text), askable => defined $right,
        right => 0, found => scalar @$hits };
    if (@$hits) {
        $sample->{right} = defined $right && index($hits->[0]{answer}, $right) >= 0 ? 1 : 0;
        $sample->{answer} = $hits->[0]{question};
        $sample->{f} = [features($hits)];
    }
    push @samples, $sample;
}


sub fold_of {
    my ($key) = @_;

    my $h = 0;
    $h = ($h * 31 + ord) % 65521 for split //, $key;
    return $h % $FOLDS;
}


# As confidence_features() of worker/answer/confidence.c.
sub features {
    my ($hits) = @_;

    my ($first, @others) = @$hits;
    my ($next) = grep { $_->{answer} ne $first->{answer} } @others;
    return (1, @$first{qw(cover lit asked miss sim)},
        $first->{score} - ($next ? $next->{score} : 0),
        $first->{strange},
        $first->{kind} eq 'text' ? 1 : 0, $first->{said}, $first->{other_language} ? 1 : 0);
}


sub predict {
    my ($weights, $sample) = @_;

    return 0 if !$sample->{found};
    my $sum = 0;
    $sum += $weights->[$_] * $sample->{f}[$_] for 0 .. $#FEATURES;
    return 1 / (1 + exp -$sum);
}


# Logistic regression by Newton's method, with a small ridge.
sub fit {
    my @train = grep { $_->{found} } @_;

    my @w = (0) x @FEATURES;
    for (1 .. 15) {
        my @gradient = map { $_ == 0 ? 0 : -$RIDGE * $w[$_] } 0 .. $#w;
        my @hessian = map { my $i = $_; [map { $_ == $i ? $RIDGE : 0 } 0 .. $#w] } 0 .. $#w;
        for my $s (@train) {
            my $p = predict(\@w, $s);
            for my $i (0 .. $#w) {
                $gradient[$i] += ($s->{right} - $p) * $s->{f}[$i];
                $hessian[$i][$_] += $p * (1 - $p) * $s->{f}[$i] * $s->{f}[$_] for 0 .. $#w;
            }
        }
        my @step = solve(\@hessian, \@gradient);
        $w[$_] += $step[$_] for 0 .. $#w;
    }
    return \@w;
}


# Gauss, with pivots.
sub solve {
    my ($matrix, $right) = @_;

    my @m = map { [@{ $matrix->[$_] }, $right->[$_]] } 0 .. $#$matrix;
    for my $c (0 .. $#m) {
        my ($best) = sort { abs $m[$b][$c] <=> abs $m[$a][$c] } $c .. $#m;
        @m[$c, $best] = @m[$best, $c];
        for my $r (grep { $_ != $c } 0 .. $#m) {
            my $k = $m[$r][$c] / $m[$c][$c];
            $m[$r][$_] -= $k * $m[$c][$_] for $c .. $#{ $m[$r] };
        }
    }
    return map { $m[$_][-1] / $m[$_][$_] } 0 .. $#m;
}


sub report {
    printf "%d questions, %d of them answerable; first hit right for %d\n\n", scalar @samples,
        scalar(grep { $_->{askable} } @samples), scalar(grep { $_->{right} } @samples);

    printf "%-12s %6s %10s %8s\n", 'confidence', 'n', 'predicted', 'right';
    my $error = 0;
    for my $tenth (0 .. 9) {
        my @in = grep { int(min($p{$_->{n}}, 0.999) * 10) == $tenth } @samples;
        next if !@in;
        my ($mean, $right) = map { my $k = $_; sum(map { $k eq 'p' ? $p{$_->{n}} : $_->{right} } @in) / @in } qw(p right);
        $error += @in / @samples * abs($mean - $right);
        printf "0.%d - 0.%-2d   %6d %10.2f %8.2f\n", $tenth, $tenth + 1, scalar @in, $mean, $right;
    }
    printf "\nexpected calibration error %.3f\n\n", $error;

    printf "%-10s %8s %14s %16s %18s\n", 'at 0.60', 'n', 'answered', 'right of those', 'false on no answer';
    line('all', @samples);
    line($_, rows_of($_)) for @LANGUAGES;
    line('text', grep { $_->{found} && $_->{f}[8] } @samples);
    line('other', grep { $_->{found} && $_->{f}[10] } @samples);

    return if !$ENV{RELEVO_BENCH_SHOW};
    printf "%.2f %s %s | %s | %s\n", $p{$_->{n}}, $_->{right} ? 'right' : 'wrong', $_->{language}, $_->{text},
        $_->{answer} // '-'
        for sort { $p{$b->{n}} <=> $p{$a->{n}} } grep { !$_->{found} || !$_->{f}[8] && !$_->{f}[10] } @samples;
}


sub rows_of { my ($l) = @_; return grep { $_->{language} eq $l && (!$_->{found} || !$_->{f}[8] && !$_->{f}[10]) } @samples }

sub line {
    my ($name, @rows) = @_;

    my @asked = grep { $_->{askable} } @rows;
    my @none = grep { !$_->{askable} } @rows;
    my @given = grep { $p{$_->{n}} >= 0.6 } @rows;
    printf "%-10s %8d %12.1f %% %14.1f %% %16.1f %%\n", $name, scalar @rows,
        percent((grep { $p{$_->{n}} >= 0.6 } @asked), \@asked),
        percent((grep { $_->{right} } @given), \@given),
        percent((grep { $p{$_->{n}} >= 0.6 } @none), \@none);
}


sub percent { my $of = pop; return @$of ? 100 * @_ / @$of : 0 }
sub sum { my $s = 0; $s += $_ for @_; return $s }
sub min { return $_[0] < $_[1] ? $_[0] : $_[1] }


# The weights, in the file's own order and words.
sub write_def {
    my ($weights) = @_;

    my %weight = map { $FEATURES[$_] => $weights->[$_] } 0 .. $#FEATURES;
    open my $in, '<', $DEF or die "$DEF: $!";
    my $text = join '', <$in>;
    close $in;
    $text =~ s/^(WEIGHT\((\w+),\s*)[-\d.]+(?=,)/sprintf 'WEIGHT(%s, %*.2f', $2, 13 - length $2, $weight{$2}/gme;
    open my $out, '>', $DEF or die "$DEF: $!";
    print $out $text;
    close $out or die "$DEF: $!";
    print "\n$text";
}

Test::More->builder->no_ending(1);
Relevo::World->over;
1;
