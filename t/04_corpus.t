# The training corpora of config/nlu: well formed, and check.pl finds what is
# not.

use strict;
use warnings;
use utf8;
use FindBin;

use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

my $nlu = "$FindBin::Bin/../config/nlu";


sub check {
    my (@argv) = @_;
    open my $out, '-|:encoding(UTF-8)', $^X, "$nlu/check.pl", @argv
        or die "check.pl: $!";
    my $text = do { local $/; <$out> } // '';
    close $out;
    return ($? >> 8, $text);
}


sub spew {
    my ($path, $text) = @_;
    my ($dir) = $path =~ m{(.*)/};
    make_path($dir);
    open my $out, '>:encoding(UTF-8)', $path or die "$path: $!";
    print $out $text;
    close $out or die "$path: $!";
    return;
}


# what check.pl says about one file
sub verdict {
    my ($name, $text, @options) = @_;
    my $dir = tempdir(CLEANUP => 1);
    spew("$dir/$name", $text);
    my ($code, $said) = check(@options, $dir);
    return wantarray ? ($code, $said, $dir) : $said;
}


sub conversation {
    my (%change) = @_;
    my %it = (id => '"t-1"', lang => '"es"', escalate => 'true',
        messages => '[{"role":"user","content":"ayuda"}]',
        category => '"human_agent"', priority => '"medium"',
        reason => '"explicit_request"', %change);
    return '{' . join(',', map { "\"$_\":$it{$_}" } sort keys %it) . "}\n";
}


subtest 'the corpora are without fault, and no label is thin' => sub {
    my ($code, $said) = check('--complete', '--counts');
    my ($counts, $faults) = ('', '');
    for my $line (split /^/, $said) {
        $line =~ / lines +\d+ texts$/ ? $counts .= $line : ($faults .= $line);
    }
    is($faults, '', 'no fault');
    is($code, 0, 'exit code 0');
    for my $lang (qw(en es fr it pt)) {
        my @intents = $counts =~ m{^intent/$lang\s}mg;
        is(scalar @intents, 15, "$lang has all intents");
        my @tones = $counts =~ m{^sentiment/$lang\s}mg;
        is(scalar @tones, 4, "$lang has all tones");
        like($counts, qr{^language/$lang\s}m, "$lang has texts of language");
        like($counts, qr{^escalation/$lang\s}m, "$lang has conversations");
    }
};


subtest 'a good file' => sub {
    my ($code, $said) = verdict('intent/es.tsv',
        "# comment\n\norder_status\tcuándo {llega|viene}{| hoy}?\n");
    is($said, '', 'says nothing');
    is($code, 0, 'exit code 0');
    like(verdict('intent/es.tsv', "other\t{a|b} {c|d|e}\n", '--counts'),
        qr/other\s+1 lines\s+6 texts/, 'alternatives are counted');
    like(verdict('intent/es.tsv', "other\t{a|b|c|d} {e|f|g|h}\n", '--counts'),
        qr/1 lines\s+12 texts/, 'to the cap');
};


my @faults = (
    ['intent/es.tsv', "order_state\thola\n", qr/:1: no intent "order_state"/],
    ['intent/es.tsv', "other hola\n", qr/expected intent<TAB>text/],
    ['intent/es.tsv', "other\ta\tb\n", qr/expected intent<TAB>text/],
    ['intent/es.tsv', "other\t \n", qr/no text/],
    ['intent/es.tsv', "other\ta  b\n", qr/blank/],
    ['intent/es.tsv', "other\t{a|b\n", qr/braces/],
    ['intent/es.tsv', "other\t{a}\n", qr/braces/],
    ['intent/es.tsv', "other\t{a|{b|c}}\n", qr/braces/],
    ['intent/es.tsv', "other\ta|b\n", qr/braces/],
    ['intent/es.tsv', "other\tAdiós!\nother\tadios\n",
        qr{:2: same text as intent/es.tsv:1}],
    ['intent/es.tsv', "other\t{sí|no}\ngreeting\tNo.\n",
        qr{:2: "no" is greeting here and other in intent/es.tsv:1}],
    ['intent/xx.tsv', "other\thola\n", qr/begins with no language/],
    ['sentiment/pt.tsv', "good\tneutral\toi\n", qr/no label "good"/],
    ['sentiment/pt.tsv', "positive\tangry\toi\n", qr/does not go with/],
    ['sentiment/pt.tsv', "positive\toi\n", qr/expected label<TAB>emotion/],
    ['language/other.txt', "hallo\n", qr/expected code<TAB>text/],
    ['language/other.txt', "es\thola\n", qr/a file of its own/],
    ['reason/es.tsv', "mood\tya\n", qr/no reason "mood"/],
    ['letter/es.tsv', "greeting\thola\n", qr/no part "greeting"/],
    ['letter/es.tsv', "opening hola\n", qr/expected part<TAB>text/],
    ['escalation/es.jsonl', "{\n", qr/not JSON/],
    ['escalation/es.jsonl', '{"id":"a"}' . "\n", qr/without lang/],
    ['escalation/es.jsonl', conversation(lang => '"pt"'), qr/lang pt/],
    ['escalation/es.jsonl', conversation(reason => '"mood"'), qr/no reason/],
    ['escalation/es.jsonl', conversation(escalate => 'false'),
        qr/escalate does not go with explicit_request/],
    ['escalation/es.jsonl', conversation(priority => '"soon"'),
        qr/no priority "soon"/],
    ['escalation/es.jsonl', conversation(messages =>
            '[{"role":"assistant","content":"hola"}]'),
        qr/the last message is not the user's/],
    ['escalation/es.jsonl', conversation() x 2, qr/id t-1 twice/],
);


subtest 'what is over, and what stands around it' => sub {
    for my $good (['reason/es.tsv', "over\tya llegó\n"],
        ['letter/es.tsv', "story\tAyer llovió.\n"])
    {
        my ($code, $said) = verdict(@$good);
        is($said, '', "$good->[0]: no fault");
        is($code, 0, 'exit code 0');
    }
};


subtest 'faults are found' => sub {
    for my $case (@faults) {
        my ($name, $text, $expected) = @$case;
        my ($code, $said) = verdict($name, $text);
        like($said, $expected, "$name: $expected");
        is($code, 1, 'exit code 1');
    }
};


subtest 'shouting is another text' => sub {
    my ($code, $said) = verdict('sentiment/es.tsv',
        "very_negative\tangry\tNADIE RESPONDE\n"
        . "negative\tfrustrated\tnadie responde\n");
    is($said, '', 'no fault');
};


subtest 'thin and empty' => sub {
    like(verdict('intent/es.tsv', "other\thola\n", '--complete'),
        qr/1 lines of other, fewer than/, 'too few lines');
    my ($code, $said) = check(tempdir(CLEANUP => 1));
    like($said, qr/no corpora here/, 'a folder without corpora');
    is($code, 1, 'is a fault');
};


subtest 'repair' => sub {
    my (undef, $said, $dir) = verdict('intent/es.tsv',
        "other\tuno\ngreeting\thola\nother\tUno!\n", '--repair');
    like($said, qr/1 lines taken out/, 'says what it does');
    ($_, $said) = check('--counts', $dir);
    like($said, qr/other\s+1 lines/, 'the repeated line is gone');
    like($said, qr/greeting\s+1 lines/, 'the others are not');
};


done_testing();
