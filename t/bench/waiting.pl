# waiting - 10,000 jobs of one child wait 10 s for a slow server: its memory,
# over plain HTTP (the bar: < 200 MB) and over TLS.

use strict;
use warnings;

use File::Temp ();
use JSON::PP;

my $JOBS = shift(@ARGV) // 10000;
my $BAR = 200;
my $program = "$FindBin::Bin/../../build/bench/waiting";
my $dir = File::Temp->newdir;

system("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    . " -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    . " -keyout $dir/key -out $dir/cert 2>/dev/null") == 0 or die "openssl failed\n";

# TLS waits longer: 10,000 handshakes take their time on two cores
for (['plain HTTP', 10000],
     ['TLS', 60000, '--tls', "$dir/cert", "$dir/key", '--set', "http.ca_file=$dir/cert"]) {
    my ($title, $wait, @more) = @$_;

    open my $out, '-|', $program, '--jobs', $JOBS, '--wait-ms', $wait,
        '--set', "deliver.connections=$JOBS", @more or die "$program: $!";
    my $text = join '', <$out>;
    close $out;
    my $r = eval { decode_json($text) } or die "waiting failed: $text\n";

    printf "%-10s %d jobs, %d answered: idle %.1f MB, waiting %.1f MB, %.1f KB per job (%.2f of the bar of %d MB)\n",
        $title, @$r{qw(jobs answered idle_mb waiting_mb kb_per_job)}, $r->{waiting_mb} / $BAR, $BAR;
}

1;
