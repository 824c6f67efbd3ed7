package Relevo::World;

# A private world for one test: its own Redis, PostgreSQL, nginx, worker and
# fake provider in a temporary folder, on unix sockets and free ports.  It is
# gone when the test ends, however it ends.  See t/README.md for a tour.
#
#   my $w = Relevo::World->new(
#       parts  => [qw(redis postgres graph worker nginx)],    # the default
#       set    => { 'turn.burst_ms' => 0 },                   # worker settings
#       env    => { RELEVO_FAILPOINTS => 'admit.commit=kill9@2' },
#       nginx  => { workers => 2, server => 'location ...', http => '...' },
#       graph  => [qw(--delay 50)],                           # fake_graph args
#       thinks  => 1,                  # product's rules; else calm_rules.json
#       cluster => 1,                  # redis is a cluster: RedisCluster.pm
#       allow  => [qr/a log line that is not a failure/],
#   );
#   my $r = $w->webhook(wa_text('hola'));    # signed POST
#   $w->kill9('worker'); $w->start('worker');
#   $w->pg->value('select count(*) from core.message');
#   Relevo::World->finish;                   # I11 over all logs, done_testing
#
# Parts are started in the order given and stopped in the reverse.

use strict;
use warnings;

use Carp qw(croak);
use Cwd qw(abs_path);
use Fcntl qw(:mode);
use File::Basename qw(dirname);
use File::Path qw(make_path remove_tree);
use File::Temp ();
use IO::Socket::INET;
use IO::Socket::UNIX;
use Test::More;

use Relevo::Http qw(post_signed);
use Relevo::Process;
use Relevo::Redis;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World::Logs;

our $TOP = abs_path(dirname(__FILE__) . '/../../..');
our $BUILD = $ENV{RELEVO_TEST_BUILD} || "$TOP/build";

my %CLASS = (redis => 'Redis', postgres => 'Postgres', nginx => 'Nginx',
             worker => 'Worker', graph => 'Graph', bots => 'Bots',
             hook => 'Hook');

my @worlds;             # every world of this test, for the end
my $owner = $$;         # only the test itself cleans up, not its forks
my $finished;

$SIG{$_} = sub { exit 130 } for qw(INT TERM HUP);


sub new {
    my ($class, %o) = @_;

    my $dir = File::Temp::tempdir('relevo-XXXXXX', TMPDIR => 1, CLEANUP => 0);
    chmod 0711, $dir or croak "$dir: $!";     # postgres is another user
    my $self = bless { dir => $dir, process => {}, secret => {}, %o }, $class;
    $self->{parts} //= [qw(redis postgres graph worker nginx)];
    $self->{parts} = [map { $_ eq 'redis' ? ((map { "redis$_" } 0 .. 5), $_) : $_ }
        @{ $self->{parts} }] if $self->{cluster};
    push @worlds, $self;

    make_path("$dir/$_") for qw(logs sockets secrets pids);
    chmod 0777, "$dir/sockets";
    chmod 0700, "$dir/secrets";
    $self->part($_)->prepare for @{ $self->{parts} };
    $self->start(@{ $self->{parts} }) unless $o{stopped};

    return $self;
}


sub dir    { return join '/', $_[0]{dir}, @_[1 .. $#_] }
sub socket { return $_[0]->dir('sockets', $_[1]) }
sub log    { return $_[0]->dir('logs', "$_[1].log") }


# The object that knows how to run one part; loaded on first use.
sub part {
    my ($self, $name) = @_;

    return $self->{part}{$name} //= do {
        my $known = $self->{cluster} && $name =~ /^redis\d?$/
            ? $name eq 'redis' ? 'RedisCluster' : 'RedisNode' : $CLASS{$name};
        my $class = 'Relevo::World::' . ($known // croak
            "no part '$name': one of @{[sort keys %CLASS]}");
        eval "require $class; 1" or die $@;
        bless { world => $self, name => $name }, $class;
    };
}


sub has { my ($self, $name) = @_; return grep { $_ eq $name } @{ $self->{parts} } }


# ---- life of a part ----

sub start {
    my ($self, @names) = @_;

    $self->part($_)->start for @names;
    return $self;
}


# Graceful, and the exit code must be 0: a crash at the end is a failure.
sub stop {
    my ($self, @names) = @_;

    for my $name (reverse @names) {
        my $process = delete $self->{process}{$name} or next;
        my $status = $process->stop($self->part($name)->stop_signal);
        $self->{bad}{$name} = $process->{stuck} ? 'did not stop in time'
                            : "ended with status $status"
            if $process->{stuck} || $status;
    }

    return $self;
}


# The master alone by default; all => 1: with its children, at once.
sub kill9 {
    my ($self, $name, %o) = @_;

    my $process = delete $self->{process}{$name} or croak "$name does not run";
    my @children = $process->children;
    kill 'KILL', @children if $o{all};
    kill 'KILL', $process->pid;
    wait_until { !$process->is_alive } 10, "$name to die";

    # its backends hold the shared memory until they see that it is gone
    wait_until { !grep { Relevo::Process::runs($_) } @children } 10, 'its backends to go'
        if $name eq 'postgres';
    return $self;
}


sub restart { my ($self, @n) = @_; $self->stop(@n); return $self->start(@n) }
sub freeze  { my ($self, $n) = @_; return kill 'STOP', $self->tree($n) }
sub thaw    { my ($self, $n) = @_; return kill 'CONT', $self->tree($n) }

sub pid      { return $_[0]{process}{$_[1]} && $_[0]{process}{$_[1]}->pid }
sub children { return $_[0]{process}{$_[1]}->children }
sub tree     { my ($self, $n) = @_; return ($self->pid($n), $self->children($n)) }

sub is_alive {
    my ($self, $name) = @_;

    return $self->{process}{$name} && $self->{process}{$name}->is_alive;
}


# Starts a process of the world; for the parts and for odd helpers of a test.
sub spawn {
    my ($self, $name, %o) = @_;

    croak "$name runs already" if $self->is_alive($name);
    return $self->{process}{$name} = Relevo::Process->start(
        log => $self->log($name), dir => $self->dir, %o);
}


# Dies with the end of the log when the part has ended before it was ready.
sub wait_ready {
    my ($self, $name, $ready, $timeout) = @_;

    my $process = $self->{process}{$name};
    my $up = wait_for { $ready->() || !$process->is_alive } $timeout // 20;
    return if $up && $process->is_alive;

    my $why = $process->is_alive ? 'is not ready' : 'ended';
    croak "$name $why:\n" . Relevo::World::Logs::tail($self->log($name), 20);
}


# ---- talking to the parts ----

sub redis { return $_[0]->part('redis')->client }
sub pg    { return $_[0]->part('postgres')->client }
sub url   { return $_[0]->part('nginx')->address }
sub graph { return $_[0]->part('graph') }
sub bots  { return $_[0]->part('bots') }
sub hook  { return $_[0]->part('hook') }
sub cli   { my ($self, @args) = @_; return $self->part('worker')->cli(@args) }


# The same, as a test that it is 0; what it printed.
sub cli_ok {
    my ($self, $name, @args) = @_;

    local $Test::Builder::Level = $Test::Builder::Level + 1;
    my $r = $self->cli(@args);
    is($r->{status}, 0, $name) or diag("$r->{out}$r->{err}");
    return $r->{out};
}


# From here on the database's day is this one (now's, unless told), whatever
# the clock says: what is counted by the day has no midnight.
sub hold_day {
    my ($self, $day) = @_;

    $day //= $self->pg->value('select core.utc_today()::text');
    $self->pg->do("create or replace function core.$_() returns date language sql stable as "
        . Relevo::Pg::quote("select date '$day'")) for qw(utc_today budget_today);
}


# As texts, not bytes: is its status that, is the pattern in what it printed?
sub cli_is {
    my ($self, $status, $pattern, $name, @args) = @_;

    local $Test::Builder::Level = $Test::Builder::Level + 2;        # a test's own cli_is
    utf8::encode($_) for @args;
    my $r = $self->cli(@args);
    my $out = $r->{out} . $r->{err};
    utf8::decode($out);
    ok($r->{status} == $status && $out =~ $pattern, $name) or diag("status $r->{status}: $out");
    return $out;
}


sub http {
    my ($self, $method, $path, %o) = @_;

    return Relevo::Http::http($self->url, $method, $path, %o);
}


# Signed POST to /webhooks/whatsapp: updates (wa_text ...) or one body as
# bytes; options behind '--'.
sub webhook {
    my ($self, @updates) = @_;

    my %o;
    for my $i (0 .. $#updates) {
        next if ref $updates[$i] || $updates[$i] ne '--';
        %o = splice @updates, $i + 1;
        pop @updates;
        last;
    }

    my $body = ref $updates[0]
        ? wa_body({ account => $self->account }, @updates) : $updates[0];
    return post_signed($self->url, $o{path} // '/webhooks/whatsapp',
        $self->secret('whatsapp_app'), $body, %o);
}


# Phone number id of the demo tenant
sub account { return $_[0]{account} // '1065000000001' }


# Phone number ids of so many accounts of the demo tenant, made if needed.
sub accounts {
    my ($self, $n) = @_;

    my @ids = ($self->account, map { sprintf '10650001%05d', $_ } 1 .. $n - 1);
    $self->pg->value(q{select core.account_add(tenant_id, 'whatsapp', $1, $1)
        from core.tenant where slug = 'demo'}, $_) for @ids;
    return @ids;
}


# A random secret and the file that holds it, made on first use.
sub secret {
    my ($self, $name) = @_;

    return $self->{secret}{$name} //= do {
        open my $in, '<', '/dev/urandom' or croak "/dev/urandom: $!";
        read $in, my $bytes, $name eq 'seal_key' ? 32 : 16;
        $self->write_file("secrets/$name", unpack('H*', $bytes) . "\n", 0600);
        unpack 'H*', $bytes;
    };
}


sub secret_file {
    my ($self, $name) = @_;

    $self->secret($name);
    return $self->dir('secrets', $name);
}


# A secret of others, in a file of its own.
sub key_file {
    my ($self, $name, $text) = @_;

    return $self->write_file("secrets/$name", "$text\n", 0600);
}


# ---- files ----

sub write_file {
    my ($self, $name, $text, $mode) = @_;

    my $path = $self->dir($name);
    open my $out, '>', $path or croak "$path: $!";
    print $out $text;
    close $out or croak "$path: $!";
    chmod $mode, $path if defined $mode;
    return $path;
}


sub write_text {
    my ($self, $name, $text) = @_;

    utf8::encode($text);
    return $self->write_file($name, $text);
}


# A template of config/ with its @NAMES@ filled in.
sub render {
    my ($self, $template, %value) = @_;

    open my $in, '<', "$TOP/config/$template" or croak "$template: $!";
    my $text = do { local $/; <$in> };
    $text =~ s/\@([A-Z_]+)\@/$value{$1} \/\/ croak "$template: no value for $1"/ge;
    return $text;
}


# Below the ports that the kernel gives to connections going out.  Nobody
# listens there until the program has started, and not while it is stopped: a
# name in the kernel tells other tests whose it is, as long as this one lives.
my %reserved;

sub free_port {
    for (1 .. 100) {
        my $port = 10_240 + int rand 20_000;
        my $ours = IO::Socket::UNIX->new(Local => "\0relevo-test-port-$port", Listen => 1) or next;
        IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 1) or next;
        $reserved{$port} = $ours;
        return $port;
    }
    croak "no free port: $!";
}


# ---- the end ----

# Stops every world, asserts I11 over its logs, prints the plan.
sub finish {
    my ($class) = @_;

    for my $w (@worlds) {
        my %known = map { $_ => 1 } @{ $w->{parts} };
        $w->stop(@{ $w->{parts} }, grep { !$known{$_} } keys %{ $w->{process} });
        my @found = Relevo::World::Logs::dirt($w->dir, @{ $w->{allow} // [] });
        push @found, map { "$_ $w->{bad}{$_}" } sort keys %{ $w->{bad} // {} };
        ok(!@found, 'I11: logs are clean') or diag(join "\n", @found);
    }

    $finished = 1;
    done_testing();
}


# For programs that are no tests (benchmarks): the worlds just go.
sub over { $finished = 1 }


# Stops the parts hard, without a look at the logs.
sub destroy {
    my ($self) = @_;

    delete $self->{part};                      # clients go first
    for my $name (keys %{ $self->{process} }) {
        my $process = $self->{process}{$name};
        $name eq 'postgres' ? $process->stop('QUIT', 5) : $process->kill_group;
    }
    $self->{process} = {};
}


END {
    if ($$ == $owner) {
        my $status = $?;
        my $builder = Test::More->builder;
        my $failed = $status || !$builder->is_passing;

        if (@worlds && !$finished && !$failed) {
            diag('Relevo::World->finish was not called');
            $status = $failed = 1;
        }

        for my $w (@worlds) {
            eval { $w->destroy; 1 } or diag("teardown: $@");
            diag(Relevo::World::Logs::report($w->dir)) if $failed;
            $ENV{RELEVO_TEST_KEEP} ? diag("kept: $w->{dir}")
                                   : remove_tree($w->{dir}, { safe => 0 });
        }

        $? = $status;
    }
}

1;
