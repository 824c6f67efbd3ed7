package Relevo::Process;

# One program under test: started in a session of its own with its output in
# a log file, ended by its pid.  It dies with the test (PR_SET_PDEATHSIG),
# even when the test is killed.

use strict;
use warnings;

use Carp qw(croak);
use POSIX qw(:sys_wait_h setsid SIGTERM);

use Relevo::Wait;

# prctl is not in core Perl; elsewhere END blocks alone clean up
my %PRCTL = (x86_64 => 157, aarch64 => 167, riscv64 => 167, i686 => 172);
my $PRCTL = $PRCTL{ (POSIX::uname())[4] };
my $PR_SET_PDEATHSIG = 1;


# argv => [...], log => file; optional env => {...}, user => name, dir => cwd
sub start {
    my ($class, %o) = @_;

    my $self = bless { name => $o{argv}[0], %o }, $class;
    my $parent = $$;

    my $pid = fork() // croak "fork: $!";
    if ($pid == 0) {
        eval { $self->_exec($parent) };
        print STDERR "$o{argv}[0]: $@";
        POSIX::_exit(127);
    }

    $self->{pid} = $pid;
    return $self;
}


sub _exec {
    my ($self, $parent) = @_;

    $SIG{$_} = 'DEFAULT' for qw(INT TERM PIPE CHLD);
    setsid();

    open STDIN, '<', '/dev/null' or die "/dev/null: $!\n";
    open STDOUT, '>>', $self->{log} or die "$self->{log}: $!\n";
    open STDERR, '>&', \*STDOUT or die "dup: $!\n";

    become($self->{user}) if $self->{user};
    if ($self->{dir}) {
        chdir $self->{dir} or die "$self->{dir}: $!\n";
    }

    syscall($PRCTL, $PR_SET_PDEATHSIG, SIGTERM) if $PRCTL;
    die "the test is gone\n" if getppid() != $parent;

    local @ENV{ keys %{ $self->{env} // {} } } = values %{ $self->{env} // {} };
    exec { $self->{argv}[0] } @{ $self->{argv} }
        or die "$self->{argv}[0]: $!\n";
}


# Drops root for good.
sub become {
    my ($user) = @_;

    return if $> != 0;

    my ($uid, $gid) = (getpwnam $user)[2, 3];
    die "no user $user\n" unless defined $uid;

    $) = "$gid $gid";
    $( = $gid;
    POSIX::setuid($uid) or die "setuid $user: $!\n";
}


sub pid { $_[0]{pid} }

sub is_alive {
    my ($self) = @_;

    return 0 if defined $self->{status};
    return 1 if waitpid($self->{pid}, WNOHANG) == 0;

    $self->{status} = $?;
    return 0;
}


# Raw wait status, as $?; undef while it runs.
sub status { $_[0]->is_alive ? undef : $_[0]{status} }

sub signal {
    my ($self, $signal) = @_;

    return $self->is_alive && kill $signal, $self->{pid};
}


# Signal, then wait for the end; kills what does not go in time and says so.
sub stop {
    my ($self, $signal, $timeout) = @_;

    return $self->{status} unless $self->is_alive;
    kill 'CONT', $self->{pid};
    kill $signal // 'TERM', $self->{pid};

    if (!wait_for { !$self->is_alive } $timeout // 30) {
        $self->{stuck} = 1;
        $self->kill_group;
    }

    return $self->{status};
}


# Session and all, for the end of a test or a crash.
sub kill_group {
    my ($self) = @_;

    kill 'KILL', -$self->{pid}, $self->{pid};
    wait_for { !$self->is_alive } 10;
}


# Pids of the direct children, oldest first.
sub children {
    my ($self) = @_;

    return children_of($self->{pid});
}


sub children_of {
    my ($pid) = @_;

    my @found;
    for my $file (glob '/proc/[0-9]*/stat') {
        open my $in, '<', $file or next;
        my $line = <$in> // next;
        push @found, $1 if $line =~ /^(\d+) \(.*\) \S (\d+) /s && $2 == $pid;
    }

    return sort { $a <=> $b } @found;
}


# Does a process run that is not ours to wait for?  A zombie does not.
sub runs {
    my ($pid) = @_;

    open my $in, '<', "/proc/$pid/stat" or return 0;
    my $line = <$in> // return 0;
    return $line =~ /\) [^ZX] /;
}

1;
