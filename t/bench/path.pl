# path - nginx -> Redis -> worker -> PostgreSQL -> delivered, over 16 accounts.
#
#   ./build.sh bench path [COUNT]
#
# Closed loop of 64 connections, Redis fsyncing every batch, PostgreSQL with
# synchronous commits, burst window 0; the load generator and the fake Graph
# API (both C, release builds) run on the same cores and are shown apart.
# Three rows: web chat; Graph API with limits and read receipts off; Graph API
# with both on (the customers are many enough for the pair limit).

use strict;
use warnings;

use JSON::PP;
use Time::HiRes qw(time sleep);
use Test::More ();

use Cpu;
use Relevo::Wait;
use Relevo::World;

my $COUNT = shift(@ARGV) // 20000;
my $ACCOUNTS = 16;
my $REQUIRED = 10000 / 60;                     # the requirement, messages/s
my $BUILD = $Relevo::World::BUILD;

my @rows = (
    ['web chat',              'webchat',  { 'deliver.limits' => 'off', 'deliver.read_receipts' => 'off' }],
    ['Graph API, limits off', 'whatsapp', { 'deliver.limits' => 'off', 'deliver.read_receipts' => 'off' }],
    ['Graph API, limits on',  'whatsapp', { 'whatsapp.number_rate' => 1000 }],
);

chomp(my $cores = qx(nproc));
printf "%d messages, %d accounts, %d cores; the requirement is %.0f messages/s\n\n",
    $COUNT, $ACCOUNTS, $cores, $REQUIRED;
printf "%-22s %9s %7s | CPU us per message: %6s %6s %6s %6s | %6s %6s\n", '', 'messages/s',
    'x need', qw(nginx redis worker postgr fake load);

measure(@$_) for @rows;


sub measure {
    my ($title, $channel, $set) = @_;

    my $w = Relevo::World->new(
        binary => "$BUILD/relevo", graph_binary => "$BUILD/bench/fake_graph",
        graph => ['--status', 'sent'], nginx => { workers => 1 }, stopped => 1,
        postgres_args => [qw(-c shared_buffers=256MB -c max_wal_size=4GB)],
        redis_memory => '2gb',
        set => { 'turn.burst_ms' => 0, 'worker.processes' => 2, 'log.level' => 'warn', %$set });
    $w->part('nginx')->write(replace => [[ qr/(relevo_webhook webchat;)/,
        'relevo_webhook webchat;' . join '', map { " relevo_chat_endpoint bench$_;" } 1 .. $ACCOUNTS ]]);
    $w->start(@{ $w->{parts} });
    my @accounts = accounts($w, $channel);

    warm_up($w, $channel, \@accounts);

    my %parts = map { $_ => $w->pid($_) } qw(nginx redis worker postgres graph);
    my $done = delivered($w);
    my %cpu = map { $_ => Cpu::seconds($parts{$_}) } keys %parts;
    my $load_before = (times)[2] + (times)[3];
    my $begin = time;

    load($w, $channel, \@accounts, $COUNT);
    wait_until { sleep 0.1; delivered($w) >= $done + $COUNT } 600, 'all to be delivered';

    my $seconds = time - $begin;
    my $load = (times)[2] + (times)[3] - $load_before;
    my %us = map { $_ => (Cpu::seconds($parts{$_}) - $cpu{$_}) / $COUNT * 1e6 } keys %parts;

    printf "%-22s %9.0f %7.1f |                     %6.0f %6.0f %6.0f %6.0f | %6.0f %6.0f\n", $title,
        $COUNT / $seconds, $COUNT / $seconds / $REQUIRED,
        @us{qw(nginx redis worker postgres graph)}, $load / $COUNT * 1e6;
    $w->stop(qw(redis postgres graph worker nginx));
}


sub accounts {
    my ($w, $channel) = @_;

    my $tenant = $w->pg->value(q{select tenant_id from core.tenant where slug = 'demo'});
    my @accounts = map { ($channel eq 'webchat' ? 'bench' : 106500009000) . $_ } 1 .. $ACCOUNTS;

    $w->pg->value('select core.account_add($1::uuid, $2, $3, $3)', $tenant, $channel, $_)
        for @accounts;
    return @accounts;
}


sub delivered {
    my ($w) = @_;

    return $w->pg->value(q{select count(*) from core.outbox where state = 'sent'});
}


sub load {
    my ($w, $channel, $accounts, $count) = @_;

    my $secret = $w->secret_file($channel eq 'webchat' ? 'webchat_demo' : 'whatsapp_app');
    my ($port) = $w->url =~ /:(\d+)$/;

    open my $out, '-|', "$BUILD/bench/loadgen", '--port', $port, '--channel', $channel,
        '--secret-file', $secret, '--accounts', join(',', @$accounts), '--count', $count,
        '--contacts', 200 or die "loadgen: $!";
    my $result = decode_json(join '', <$out>);
    close $out or die "loadgen: $result->{not_ok} of $count were not answered 200\n";
    return $result;
}


# Contacts and conversations exist, caches are warm, statements are prepared.
sub warm_up {
    my ($w, $channel, $accounts) = @_;

    load($w, $channel, $accounts, 3200);
    wait_until { sleep 0.1; delivered($w) >= 3200 } 120, 'the warm-up';
}

Test::More->builder->no_ending(1);
Relevo::World->over;
1;
