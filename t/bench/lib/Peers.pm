package Peers;

# The peers' bench in a private copy: set up, run with our module as one more
# contestant, and read back.  A run is one call of its harness; what it
# writes (one JSON object per round, contestant and phase) is returned.

use strict;
use warnings;

use File::Path qw(make_path);
use IO::Socket::INET;
use JSON::PP;
use POSIX ();

my $STREAM = 'relevo:{0}:in';
my $KEPT = 100_000;                     # entries, as the peers keep
my $TRIM_S = 0.1;


sub new {
    my ($class, %self) = @_;

    return bless \%self, $class if -x "$self{from}/run.sh";

    print STDERR <<"END";
The peers' bench is not at $self{from}.
It is not part of this repository: ./build.sh bench ingest compares with it
and cannot run without.  RELEVO_BENCH_PEERS=DIR names another place.
END
    exit 2;
}


sub set_up {
    my ($self) = @_;

    make_path($self->{to});
    run_or_die('cp', '-r', "$self->{from}/.", $self->{to});
    run_or_die('chmod', '-R', 'u+w', $self->{to});

    print "setting up the peers in $self->{to}\n";
    run_or_die('sh', '-c', 'cd "$0" && ./setup.sh > setup.log 2>&1 || { cat setup.log; exit 1; }',
        $self->{to});

    $self->{port} = free_ports();
    $ENV{BENCH_BASE_PORT} = $self->{port};
}


sub run_or_die {
    my (@argv) = @_;

    system(@argv) == 0 or die "failed: @argv\n";
}


# The harness uses the ports 79, 80 and 81 above its base.
sub free_ports {
    for (1 .. 50) {
        my $base = 20_000 + int rand 10_000;
        my @open = map {
            IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $base + $_, Listen => 1)
        } 79 .. 81;
        return $base if @open == grep { $_ } @open;
    }

    die "no three free ports in a row\n";
}


sub redis_port { return $_[0]{port} + 79 }


sub run {
    my ($self, %run) = @_;

    my $tag = "relevo-$run{redis}-$run{workers}";
    my $file = "$self->{to}/results/http-$tag.jsonl";
    unlink $file;

    printf "\n== Redis at %s, %d worker(s), %d rounds ==\n", @run{qw(redis workers rounds)};
    my $trimmer = $self->trim;
    my $rc = system('python3', "$self->{to}/lib/bench_http.py", '--tag', $tag,
        '--contestant-dir', $self->{own}, '--only', join(',', 'relevo', @{ $run{peers} }),
        '--aof', $run{redis}, '--workers', $run{workers}, '--rounds', $run{rounds},
        '--dur', $run{seconds}, '--rates', '1000', '--retry', $run{retry});
    end($trimmer);
    die "the harness failed\n" if $rc != 0;

    open my $in, '<', $file or die "$file: $!\n";
    return map { decode_json($_) } <$in>;
}


# The stream is trimmed as the peers trim theirs; in the product the owner of
# the partition does it.  Redis is restarted for every contestant.
sub trim {
    my ($self) = @_;

    my $parent = $$;
    my $pid = fork // die "fork: $!\n";
    return $pid if $pid;

    $SIG{PIPE} = 'IGNORE';
    my $redis;
    while (getppid == $parent) {
        select undef, undef, undef, $TRIM_S;
        $redis //= IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $self->redis_port)
            // next;
        print {$redis} "XTRIM $STREAM MAXLEN ~ $KEPT LIMIT 0\r\n";
        $redis->flush;
        defined(my $answer = <$redis>) or undef $redis;
    }

    POSIX::_exit(0);
}


sub end {
    my ($pid) = @_;

    kill TERM => $pid;
    waitpid $pid, 0;
}

1;
