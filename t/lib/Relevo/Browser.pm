package Relevo::Browser;

# Runs a program of t/browser in Debian's Chromium and makes a test of each of
# its lines.
#
#   browse($w, 'desk', { reload => sub { ... } }, @arguments);

use strict;
use warnings;

use Exporter qw(import);
use IPC::Open2;
use JSON::PP;
use Test::More;

use Relevo::World;

our @EXPORT = qw(browse figures browser_or_bail);

my $T = $Relevo::World::TOP . '/t';


# The system's node when it is new enough, else the one npm brought.
sub node {
    my ($major) = (`node --version 2>/dev/null` // '') =~ /^v(\d+)/;

    return 'node' if ($major // 0) >= 20;
    return "$T/node_modules/node/bin/node";
}


sub browser_or_bail {
    my ($chromium) = grep { -x } map { "$_/chromium" } split /:/, $ENV{PATH};
    $chromium or BAIL_OUT('chromium is not installed: ./build.sh deps --test');
    -d "$T/node_modules/playwright-core"
        or BAIL_OUT('t/node_modules is missing: (cd t && npm ci)');
    return $chromium;
}


# $do: what the program may ask for by name; what is returned is its answer.
sub browse {
    my ($w, $program, $do, @args) = @_;

    my $status = _run($w, $program, $do, sub {
        my ($e) = @_;
        return $e->{name} ? ok($e->{ok}, $e->{name}) : diag($e->{note});
    }, @args);
    return is($status, 0, 'the browser went through');
}


# A benchmark: its notes are figures.
sub figures {
    my ($w, $program, $do, @args) = @_;

    my $status = _run($w, $program, $do, sub { print "$_[0]{note}\n" if $_[0]{note} }, @args);
    die "the browser ended with $status\n" if $status;
    return;
}


sub _run {
    my ($w, $program, $do, $say, @args) = @_;

    my $chromium = browser_or_bail();
    my $pid = open2(my $out, my $in, node(), "$T/browser/$program.mjs",
        'http://' . $w->url, $chromium, $ENV{RELEVO_TEST_SHOTS} // $w->dir, @args);
    $in->autoflush;

    while (my $line = <$out>) {
        my $e = eval { JSON::PP->new->utf8->decode($line) } or next;
        if ($e->{do}) {
            my $answer = $do->{ $e->{do} }->($e);
            print $in JSON::PP->new->utf8->canonical->allow_nonref->encode($answer // 'done'), "\n";
        } else {
            $say->($e);
        }
    }
    waitpid $pid, 0;
    return $?;
}

1;
