package Relevo::World::Logs;

# Reads what a world's processes wrote: is it clean (invariant I11), and what
# should a person see when a test failed?

use strict;
use warnings;

my $DIRT = qr/\[(?:alert|emerg)\]
             |(?:Address|Leak|Memory|Thread|UndefinedBehavior)Sanitizer
             |\bruntime\ error:
             |\bPANIC:
             |Assertion\ .*\ failed
             |=====\ REDIS\ BUG\ REPORT
             |stack\ smashing\ detected/x;


# Lines and files that break I11; @allow: expressions for expected lines.
sub dirt {
    my ($dir, @allow) = @_;

    my @found = map { "core file $_" } glob "$dir/core* $dir/*/core.[0-9]*";

    for my $file (glob "$dir/logs/*.log") {
        open my $in, '<', $file or next;
        while (my $line = <$in>) {
            next unless $line =~ $DIRT;
            next if grep { $line =~ $_ } @allow;
            chomp $line;
            push @found, _name($file) . ":$.: $line";
            last if @found > 20;
        }
    }

    return @found;
}


sub tail {
    my ($file, $lines) = @_;

    open my $in, '<', $file or return "$file: $!\n";
    seek $in, -65536, 2 if -s $file > 65536;
    my @all = <$in>;
    splice @all, 0, @all - $lines if @all > $lines;
    return join '', @all;
}


# Ends of all logs, sanitizer reports in full length first.
sub report {
    my ($dir) = @_;

    my $text = '';
    for my $file (glob "$dir/logs/*.log") {
        next unless -s $file;
        $text .= '--- ' . _name($file) . " (end)\n"
            . tail($file, $ENV{RELEVO_TEST_TAIL} || 25);
    }

    return $text;
}


sub _name { return $_[0] =~ s{.*/}{}r }

1;
