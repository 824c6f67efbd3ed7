#!/usr/bin/perl
# Checks the training corpora beside it: labels, columns, braces, characters,
# duplicates, and texts that stand under two labels.
#
# check.pl [--counts] [--complete] [--repair] [DIR]
#   --counts    prints lines and expanded texts per kind, language and label
#   --complete  a label with too few lines is a fault
#   --repair    takes lines out that repeat an earlier one of their label
#
# Every fault is one line FILE:LINE: what; the exit code is 1 when there is
# any.  Formats are those of README.md.

use strict;
use warnings;
use FindBin;
use JSON::PP;
use Unicode::Normalize qw(NFD);

my $CAP = 12;
my @LANGS = qw(en es fr it pt);
my @INTENTS = qw(order_status delivery_problem payment_issue refund_request
    cancel_service billing_dispute technical_support product_inquiry
    pricing_negotiation appointment_booking complaint human_agent greeting
    thanks_goodbye other);
my @YES = qw(explicit_request manager_request anger_abuse
    accumulated_frustration bot_failure_loop confusion_after_explanations
    payment_dispute fraud_security lost_damaged_wrong refund_request
    formal_complaint legal_threat safety_health vulnerable_urgent
    price_negotiation bot_limitation);
my @NO = qw(innocent_trigger negated_request resolved simple_faq self_service
    mild_remark);

my %intent = map { $_ => 1 } @INTENTS;
my %priority = map { $_ => 1 } qw(low medium high urgent);
my %escalates = ((map { $_ => 1 } @YES), (map { $_ => 0 } @NO));
my %emotions = (
    positive => { positive => 1 },
    neutral => { neutral => 1, confused => 1 },
    negative => { map { $_ => 1 } qw(negative neutral frustrated confused) },
    very_negative => { angry => 1 },
);
my %minimum = (
    'intent' => 100, 'sentiment/positive' => 180, 'sentiment/neutral' => 300,
    'sentiment/negative' => 180, 'sentiment/very_negative' => 100,
    'language' => 1000, 'escalation/1' => 50, 'escalation/0' => 50,
);

my (@faults, %count, %seen, %repeats);


sub fault {
    my ($where, $what) = @_;
    push @faults, "$where: $what";
    return;
}


# what a reader would call the same text: no case, accent, sign or double
# blank; but shouting differs from saying
sub fold {
    my ($text) = @_;
    my $folded = NFD($text);
    $folded = lc $folded if $folded !~ /\p{Lu}.*\p{Lu}/ || $folded =~ /\p{Ll}/;
    $folded =~ s/\p{Mn}//g;
    $folded =~ s/[^\p{L}\p{N}]+/ /g;
    $folded =~ s/^ | $//g;
    return length $folded ? $folded : $text;
}


# "{a|b} c" as a list, first the first alternatives; at most $CAP
sub expand {
    my ($text) = @_;
    my @out = ('');
    for my $part (split /(\{[^{}]*\})/, $text) {
        my @ways = $part =~ /^\{(.*)\}$/ ? split(/\|/, $1, -1) : ($part);
        @out = map { my $way = $_; map { $_ . $way } @out } @ways;
    }
    splice @out, $CAP if @out > $CAP;
    return @out;
}


sub check_text {
    my ($where, $text) = @_;
    return fault($where, 'no text') if $text !~ /\S/;
    fault($where, 'blank at an end, or two in a row')
        if $text =~ /^\s|\s$|  /;
    fault($where, 'tab or control character') if $text =~ /[\x00-\x1f\x7f]/;
    fault($where, 'replacement character: broken UTF-8')
        if $text =~ /\x{fffd}/;
    (my $rest = $text) =~ s/\{[^{}]*\|[^{}]*\}//g;
    fault($where, 'braces: one level of {a|b}, no lone brace or bar')
        if $rest =~ /[{}|]/;
    return;
}


# $scope is kind and language: one text may stand in it once, under one label
sub note {
    my ($where, $scope, $label, $text) = @_;
    my @texts = expand($text);
    $count{$scope}{$label}{lines}++;
    $count{$scope}{$label}{texts} += @texts;
    my $whole = fold($text);
    my $before = $seen{$scope}{lines}{$whole};
    if ($before) {
        fault($where, "same text as $before->[1]");
        $repeats{$where} = 1 if $before->[0] eq $label;
    }
    $seen{$scope}{lines}{$whole} //= [$label, $where];
    for my $key (map { fold($_) } @texts) {
        my $other = $seen{$scope}{texts}{$key} //= [$label, $where];
        fault($where, "\"$key\" is $label here and $other->[0] in $other->[1]")
            if $other->[0] ne $label;
    }
    return;
}


sub lines {
    my ($path) = @_;
    open my $in, '<:encoding(UTF-8)', $path or die "$path: $!\n";
    my @lines = <$in>;
    chomp @lines;
    return @lines;
}


sub check_intent {
    my ($where, $lang, $line) = @_;
    my ($label, $text, @more) = split /\t/, $line, -1;
    return fault($where, 'expected intent<TAB>text')
        if !defined $text || @more;
    return fault($where, "no intent \"$label\"") if !$intent{$label};
    check_text($where, $text);
    note($where, "intent/$lang", $label, $text);
    return;
}


sub check_sentiment {
    my ($where, $lang, $line) = @_;
    my ($label, $emotion, $text, @more) = split /\t/, $line, -1;
    return fault($where, 'expected label<TAB>emotion<TAB>text')
        if !defined $text || @more;
    return fault($where, "no label \"$label\"") if !$emotions{$label};
    fault($where, "emotion \"$emotion\" does not go with $label")
        if !$emotions{$label}{$emotion};
    check_text($where, $text);
    note($where, "sentiment/$lang", $label, $text);
    $count{"emotion/$lang"}{$emotion}{lines}++;
    $count{"emotion/$lang"}{$emotion}{texts} += () = expand($text);
    return;
}


sub check_language {
    my ($where, $lang, $line) = @_;
    if ($lang eq 'other') {
        my ($code, $text) = $line =~ /^([a-z]{2,3})\t([^\t]+)$/
            or return fault($where, 'expected code<TAB>text');
        $line = $text;
        fault($where, "$code has a file of its own")
            if grep { $_ eq $code } @LANGS;
    }
    check_text($where, $line);
    note($where, "language/$lang", $lang, $line);
    return;
}


sub check_messages {
    my ($where, $messages) = @_;
    return fault($where, 'messages: 1 to 12 of them')
        if ref $messages ne 'ARRAY' || !@$messages || @$messages > 12;
    for my $message (@$messages) {
        fault($where, "role \"$message->{role}\"")
            if $message->{role} !~ /^(?:user|assistant)$/;
        fault($where, 'a message without text')
            if ($message->{content} // '') !~ /\S/;
    }
    fault($where, 'the last message is not the user\'s')
        if $messages->[-1]{role} ne 'user';
    return;
}


sub check_escalation {
    my ($where, $lang, $line) = @_;
    my $it = eval { JSON::PP->new->decode($line) }
        or return fault($where, 'not JSON');
    my @missing = grep { !defined $it->{$_} }
        qw(id lang messages escalate category priority reason);
    return fault($where, "without @missing") if @missing;
    fault($where, "lang $it->{lang}") if $it->{lang} ne $lang;
    fault($where, "no category \"$it->{category}\"")
        if !$intent{$it->{category}};
    fault($where, "no priority \"$it->{priority}\"")
        if !$priority{$it->{priority}};
    my $yes = $escalates{$it->{reason}};
    return fault($where, "no reason \"$it->{reason}\"") if !defined $yes;
    fault($where, "escalate does not go with $it->{reason}")
        if $yes != ($it->{escalate} ? 1 : 0);
    fault($where, "$it->{reason} has priority low")
        if !$yes && $it->{priority} ne 'low';
    fault($where, "id $it->{id} twice") if $seen{ids}{$it->{id}}++;
    check_messages($where, $it->{messages});
    note($where, "escalation/$lang", "$yes $it->{reason}",
        join ' / ', map { $_->{content} =~ tr/{|}/(\/)/r }
            @{$it->{messages}});
    return;
}


# what one message says alone: a reason, that nobody is needed, or that a
# trouble is over
sub check_reason {
    my ($where, $lang, $line) = @_;
    my ($reason, $text, @more) = split /\t/, $line, -1;
    return fault($where, 'expected reason<TAB>text')
        if !defined $text || @more;
    return fault($where, "no reason \"$reason\"")
        if $reason !~ /^(?:none|over)$/ && !$escalates{$reason};
    check_text($where, $text);
    note($where, "reason/$lang", $reason, $text);
    return;
}


# what stands around a request in a letter
sub check_letter {
    my ($where, $lang, $line) = @_;
    my ($part, $text, @more) = split /\t/, $line, -1;
    return fault($where, 'expected part<TAB>text')
        if !defined $text || @more;
    return fault($where, "no part \"$part\"")
        if $part !~ /^(?:opening|story|closing|over)$/;
    check_text($where, $text);
    note($where, "letter/$lang", $part, $text);
    return;
}


my %kinds = (
    letter => [tsv => \&check_letter],
    reason => [tsv => \&check_reason],
    intent => [tsv => \&check_intent],
    sentiment => [tsv => \&check_sentiment],
    language => [txt => \&check_language],
    escalation => [jsonl => \&check_escalation],
);


sub check_file {
    my ($path, $kind, $check) = @_;
    my ($name) = $path =~ m{([^/]+)$};
    my ($lang) = $name =~ /^([a-z]+)[_.]/;
    return fault($path, 'name begins with no language')
        if !grep { $_ eq ($lang // '') } @LANGS,
        $kind eq 'language' ? 'other' : ();
    my $at = 0;
    for my $line (lines($path)) {
        $at++;
        next if $line =~ /^#/ || $line eq '';
        $check->("$kind/$name:$at", $lang, $line);
    }
    return;
}


# writes the files again, without the lines of %repeats
sub repair {
    my ($dir) = @_;
    my %of;
    for my $where (keys %repeats) {
        my ($file, $line) = $where =~ /^(.+):(\d+)$/;
        $of{$file}{$line} = 1;
    }
    for my $file (sort keys %of) {
        my @lines = lines("$dir/$file");
        my @kept = grep { !$of{$file}{$_} } 1 .. @lines;
        open my $out, '>:encoding(UTF-8)', "$dir/$file"
            or die "$file: $!\n";
        print $out map { "$lines[$_ - 1]\n" } @kept;
        close $out or die "$file: $!\n";
        printf "%s: %d lines taken out\n", $file, @lines - @kept;
    }
    return;
}


# lines of a scope that share what %minimum counts
sub check_minimum {
    for my $scope (sort keys %count) {
        my ($kind, $lang) = split m{/}, $scope;
        my %sum;
        for my $label (keys %{$count{$scope}}) {
            my ($head) = split / /, $label;
            $sum{$kind eq 'language' ? '' : $head}
                += $count{$scope}{$label}{lines};
        }
        my @labels = $kind eq 'intent' ? @INTENTS
            : $kind eq 'sentiment' ? keys %emotions
            : $kind eq 'escalation' ? (0, 1) : ('');
        for my $label (sort @labels) {
            my $least = $minimum{"$kind/$label"} // $minimum{$kind} // 0;
            $least = 500 if $scope eq 'language/other';
            my $have = $sum{$label} // 0;
            fault($scope, "$have lines of $label, fewer than $least")
                if $have < $least;
        }
    }
    return;
}


sub print_counts {
    for my $scope (sort keys %count) {
        for my $label (sort keys %{$count{$scope}}) {
            printf "%-14s %-32s %5d lines %6d texts\n", $scope, $label,
                $count{$scope}{$label}{lines}, $count{$scope}{$label}{texts};
        }
    }
    return;
}


sub check_files {
    my ($dir) = @_;
    my $files = 0;
    for my $kind (sort keys %kinds) {
        my ($end, $check) = @{$kinds{$kind}};
        for my $path (sort glob "$dir/$kind/*.$end") {
            check_file($path, $kind, $check);
            $files++;
        }
    }
    return $files;
}


sub main {
    my %option;
    while (@ARGV && $ARGV[0] =~ /^--(counts|complete|repair)$/) {
        $option{$1} = 1;
        shift @ARGV;
    }
    my $dir = shift(@ARGV) // $FindBin::Bin;
    binmode STDOUT, ':encoding(UTF-8)';
    my $files = check_files($dir);
    fault($dir, 'no corpora here') if !$files;
    check_minimum() if $option{complete};
    print_counts() if $option{counts};
    repair($dir) if $option{repair};
    print "$_\n" for @faults;
    return @faults ? 1 : 0;
}


exit main();
