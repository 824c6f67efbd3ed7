# ingest - the module beside the programs people would use instead of it, in
# one interleaved run, and one table of ratios against the bars.
#
#   ./build.sh bench ingest [--rounds 5] [--seconds 6] [--retry 1]
#                           [--redis everysec,always]
#   ./build.sh bench ingest --rss [REQUESTS]
#
# The peers, their load generator and their harness are the folder bench of
# the project's shared material; RELEVO_BENCH_PEERS names another place.  It
# is copied to build/bench/ingest, nothing is written where it lies.

use strict;
use warnings;

use Getopt::Long;

use Bars;
use Flat;
use Peers;
use Relevo::World;

my $TOP = "$FindBin::Bin/../..";
my %opt = (rounds => 5, seconds => 6, retry => 1, redis => 'everysec,always');

GetOptions(\%opt, 'rounds=i', 'seconds=f', 'retry=i', 'redis=s', 'rss:i')
    or die "see the head of t/bench/ingest.pl\n";

$ENV{RELEVO_MODULE} = "$Relevo::World::BUILD/ngx_http_relevo_module.so";

my $peers = Peers->new(
    from => $ENV{RELEVO_BENCH_PEERS} // "$TOP/../shared/bench",
    to   => "$Relevo::World::BUILD/bench/ingest",
    own  => "$FindBin::Bin/ingest/relevo",
);

system("$TOP/build.sh", 'deps', '--bench') == 0 or exit 1;
$peers->set_up;

if (exists $opt{rss}) {
    Flat::measure($peers, $opt{rss} || 10_000_000);
} else {
    compare();
}


sub compare {
    my %run = (rounds => $opt{rounds}, seconds => $opt{seconds}, retry => $opt{retry});
    my @rows;

    for my $redis (split /,/, $opt{redis}) {
        push @rows, $peers->run(%run, redis => $redis, workers => 1, peers => [Bars::peers(1)]);
        push @rows, $peers->run(%run, redis => $redis, workers => 2, peers => [Bars::peers(2)]);
    }

    Bars::show(\@rows);
}

1;
