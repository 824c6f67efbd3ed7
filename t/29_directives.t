# nginx -t: every setting of limits and metrics that cannot be meant is
# refused, with what is wrong, the file and the line; what is right is not.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1);
my $nginx = $w->part('nginx');


# What nginx -t says to this text in http{} or in a location.
sub check {
    my (%o) = @_;

    $nginx->write(http => '', server => '', limits => 1, %o);
    local $ENV{LD_PRELOAD} = $ENV{RELEVO_TEST_PRELOAD} // '';
    local $ENV{ASAN_OPTIONS} = 'detect_leaks=0';
    my $dir = $w->dir;
    my $config = $nginx->config;
    return scalar qx(/usr/sbin/nginx -t -p $dir -c $config -e stderr 2>&1);
}

my $line = qr{ in \S+/nginx\.conf:\d+};

my %number = map { ("relevo_max_$_->[0]" => $_->[1]) }
    [inflight => 1_000_000], [depth => 64], [accounts => 64], [updates => 1000];
for my $name (sort keys %number) {
    my $max = $number{$name};
    unlike(check(http => "$name $_;"), qr/emerg/, "$name $_") for 1, $max;
    like(check(http => "$name $_;"), qr/\[emerg\].*$line/, "$name $_") for 0, $max + 1, 'x', '-1', '1 2';
    like(check(http => "$name 1; $name 1;"), qr/\[emerg\].*duplicate$line/, "$name twice");
}

for my $name (qw(relevo_bad_signature_rate relevo_tenant_rate relevo_api_unknown_rate relevo_api_login_rate)) {
    unlike(check(http => "$name $_;"), qr/emerg/, "$name $_") for qw(1r/m 1000000r/s off);
    like(check(http => "$name $_;"), qr/\[emerg\].*invalid rate "\Q$_\E".*$line/, "$name $_")
        for qw(0r/m 100 100r/h r/m -1r/s 1000001r/m 1.5r/s on $rate);
    like(check(http => "$name off; $name off;"), qr/\[emerg\].*duplicate$line/, "$name twice");
}

unlike(check(http => "relevo_memory_watermarks $_;"), qr/emerg/, "memory $_")
    for '70% 80% 90%', '10% 10% 100%', '100m 200m 1g', 'off';
like(check(http => "relevo_memory_watermarks $_;"), qr/\[emerg\].*$line/, "memory $_")
    for '70%', '70% 80%', '90% 80% 70%', '70% 80% 1g', '0% 1% 2%', '70% 80% 101%', 'x y z',
        '1 2 3 4', 'on', 'off off';
unlike(check(http => "relevo_stream_watermarks $_;"), qr/emerg/, "stream $_")
    for '1 2 3', '5 5 5', 'off';
like(check(http => "relevo_stream_watermarks $_;"), qr/\[emerg\].*$line/, "stream $_")
    for '1', '3 2 1', '0 1 2', '1 2 x', '1% 2% 3%', 'on', '1 2 3 4';

my @case = (
    [relevo_limits_zone => [qw(1m 8m)], [qw(64k x 0)]],
    [relevo_watermark_interval => [qw(10ms 5s)], [qw(9ms 0 x)]],
    [relevo_live_each => [qw(1 1000000)], [qw(0 1000001 x)]],
    [relevo_max_body => [qw(1 4m)], [qw(x -1)]],
    [relevo_address => ['$remote_addr', 'all', '""'], ['$no_such_variable', '${a']],
);
for my $case (@case) {
    my ($name, $good, $bad) = @$case;
    unlike(check(http => "$name $_;"), qr/emerg/, "$name $_") for @$good;
    like(check(http => "$name $_;"), qr/\[emerg\]/, "$name $_") for @$bad;
}

unlike(check(http => "relevo_chat_origin $_;"), qr/emerg/, "origin $_")
    for 'https://shop.example', 'http://localhost:8080 *';
like(check(http => "relevo_chat_origin $_;"), qr/\[emerg\].*invalid origin .*without a slash.*$line/,
    "no origin: $_") for 'https://shop.example/', 'https://shop.example/chat', 'shop.example', 'https://';
like(check(http => "relevo_live_buffer $_;"), qr/\[emerg\].*relevo_live_buffer needs at least 4k/,
    "relevo_live_buffer $_") for 100, 0;

my $conninfo = check(replace => [[qr/dbname=relevo/ => 'password=s3cret-word nonsense=1']]);
like($conninfo, qr/\[emerg\].*CONNINFO of "relevo_api_postgres".*"nonsense"$line/, 'a bad CONNINFO');
unlike($conninfo, qr/s3cret/, '... without its password');
check(replace => []);

like(check(server => "location /x { $_; }"), qr/\[emerg\].*"\w+" directive is not allowed here$line/,
    "not in a location: $_") for 'relevo_limits_zone 4m', 'relevo_max_inflight 1',
    'relevo_memory_watermarks off', 'relevo_stream_watermarks off', 'relevo_watermark_interval 1s';
unlike(check(server => "location /x { $_; }"), qr/emerg/, "in a location: $_")
    for 'relevo_bad_signature_rate off', 'relevo_tenant_rate 5r/m', 'relevo_max_body 1k',
        'relevo_max_depth 5', 'relevo_address $uri';
like(check(server => 'location /x { relevo_metrics on; }'),
    qr/\[emerg\].*invalid number of arguments.*$line/, 'relevo_metrics takes nothing');
like(check(server => 'location /x { relevo_health perhaps; }'),
    qr/\[emerg\].*invalid value "perhaps".*$line/, 'relevo_health');

# NAME=VALUE behind a directive: the name and what it takes are said
my %option = (
    relevo_redis => [qr/(relevo_redis [^;]*)/,
        [qw(timeout=1ms timeout=2s max_inflight=1 max_inflight_bytes=64k)],
        { 'timeout=' => [qw(0 x)], 'max_inflight=' => [qw(0 -1 1k)],
            'max_inflight_bytes=' => [qw(0 x)] }],
    relevo_api_postgres => [qr/(relevo_api_postgres [^;]*)/,
        [qw(connections=64 most=10000 depth=1 queue=9 timeout=500ms connect_timeout=1s prepared=off)],
        { 'connections=' => [qw(0 65 x)], 'most=' => [qw(0 10001 x)], 'depth=' => [qw(0 65)],
            'queue=' => [qw(0 x)], 'timeout=' => [qw(0 1x)], 'connect_timeout=' => [qw(0)],
            'prepared=' => [qw(yes 1)] }],
);
for my $name (sort keys %option) {
    my ($where, $good, $bad) = @{ $option{$name} };
    my $with = sub { my ($arg) = @_; return check(replace => [[$where => sub { "$1 $arg" }]]) };
    unlike($with->($_), qr/emerg/, "$name $_") for @$good;
    for my $option (sort keys %$bad) {
        like($with->("$option$_"), qr/\[emerg\].*"$name" directive has an invalid $option.*$line/,
            "$name $option$_") for @{ $bad->{$option} };
    }
    like($with->($_), qr/\[emerg\].*invalid parameter "\Q$_\E"$line/, "$name $_")
        for qw(nothing=1 timeout= timeout x);
}

# workers x connections: never more than most=, and nginx -t says what it did
my $pool = sub {
    my ($workers, $options) = @_;

    return check(replace => [[qr/worker_processes \S+;/ => "worker_processes $workers;"],
        [qr/connections=4/ => "connections=4 $options"]]);
};
like($pool->(13, ''), qr/\[warn\] .*13 worker_processes with connections=4 .*most=50 .*each worker gets 3;/,
    'too many connections are said');
like($pool->(13, 'most=5'), qr/\[warn\] .*each worker gets 1;/, '... at least one each');
unlike($pool->(@$_), qr/\[warn\].*most=/, "$_->[0] workers $_->[1]: enough")
    for [12, ''], [13, 'most=52'];

$nginx->write(http => '', server => '', replace => []);
Relevo::World->finish;
