package Flat;

# Memory of an nginx worker over very many requests: one contestant, wrk at 64
# connections in slices, RSS after each tenth of the way.

use strict;
use warnings;

use File::Path qw(make_path remove_tree);
use JSON::PP;
use Time::HiRes qw(sleep);

use Cpu;

my $SLICE_S = 5;
my $SECRET = '0123456789abcdef0123456789abcdef';    # the payloads are signed with it


sub measure {
    my ($peers, $requests) = @_;

    my $dir = "$peers->{to}/run/flat";
    remove_tree($dir);
    make_path("$dir/redis", "$dir/nginx");

    my ($redis_port, $port) = ($peers->redis_port, $peers->redis_port + 1);
    my $redis = start("$dir/redis.log", 'redis-server', '--port', $redis_port, '--bind', '127.0.0.1',
        '--dir', "$dir/redis", '--save', '', '--appendonly', 'no');
    answers($redis_port);

    %ENV = (%ENV, BENCH => $peers->{to}, RUN => "$dir/nginx", PORT => $port, WORKERS => 1,
        REDIS_PORT => $redis_port, REDIS_SOCK => '', TRANSPORT => 'tcp', APP_SECRET => $SECRET);
    my $nginx = start("$dir/nginx.log", "$peers->{own}/start");
    answers($port);

    my $trimmer = $peers->trim;
    my $ok = eval { follow($peers, $nginx, $port, $requests, "$dir/wrk.json"); 1 };
    my $why = $@;

    Peers::end($_) for $trimmer, $nginx, $redis;
    die $why if !$ok;
}


sub follow {
    my ($peers, $nginx, $port, $requests, $json) = @_;

    my ($worker) = grep { $_ != $nginx } Cpu::tree($nginx);
    my ($done, $next, @mb) = (0, $requests / 10);

    while ($done < $requests) {
        $done += slice($peers, $port, $json);
        next if $done < $next;
        push @mb, Cpu::rss_mb($worker);
        printf "%10d requests  RSS %.2f MB\n", $done, $mb[-1];
        $next += $requests / 10 while $next <= $done;
    }

    printf "RSS of the nginx worker: %+.2f MB from the first tenth to the last\n", $mb[-1] - $mb[0];
}


sub slice {
    my ($peers, $port, $json) = @_;

    local @ENV{qw(PAYLOADS BENCH_PATH BENCH_METHOD WRK_JSON)}
        = ("$peers->{to}/data/requests.tsv", '/webhook', 'POST', $json);
    my $out = qx(wrk -t1 -c64 -d${SLICE_S}s -s $peers->{to}/wrk/post.lua http://127.0.0.1:$port/webhook);
    die "wrk: $out\n" if $? != 0;

    open my $in, '<', $json or die "$json: $!\n";
    my $r = decode_json(join '', <$in>);
    die "$r->{non2xx} refused, $r->{errors} errors\n" if $r->{non2xx} || $r->{errors};
    return $r->{requests};
}


sub start {
    my ($log, @argv) = @_;

    my $pid = fork // die "fork: $!\n";
    return $pid if $pid;

    open STDOUT, '>', $log or die "$log: $!\n";
    open STDERR, '>&', \*STDOUT or die "stderr: $!\n";
    exec @argv or die "$argv[0]: $!\n";
}


sub answers {
    my ($port) = @_;

    for (1 .. 200) {
        return if IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port);
        sleep 0.05;
    }

    die "nothing listens on $port\n";
}

1;
