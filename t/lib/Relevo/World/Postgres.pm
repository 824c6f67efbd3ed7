package Relevo::World::Postgres;

# A PostgreSQL cluster with the product's roles, schema and demo tenant.
# initdb and the migrations run once per version of sql/; every world starts
# from a copy of that cluster (build/test/pgtemplate-<checksum>).
#
# Only its unix socket listens, and everybody on it is trusted: the folder is
# the test's own.  Superuser: postgres.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use Carp qw(croak);
use Digest::SHA;
use Fcntl qw(:flock);
use File::Path qw(make_path remove_tree);
use File::Temp ();

use Relevo::Pg;
use Relevo::Process;
use Relevo::Wait;
use Relevo::World::Part;

my $USER = 'postgres';      # when the test runs as root


sub prepare {
    my ($self) = @_;

    my $data = $self->world->dir('postgres');
    my $template = _template($self->world->{partitions} // 16);
    _run('cp', '-a', '--reflink=auto', $template, $data);
    _own($data);
}


sub address { return $_[0]->world->dir('sockets') }

sub conninfo {
    my ($self, $user, $database) = @_;

    return sprintf 'host=%s user=%s dbname=%s', $self->address,
        $user // 'postgres', $database // 'relevo';
}


sub start {
    my ($self) = @_;

    my $w = $self->world;
    delete $self->{client};
    unlink $w->dir('postgres/postmaster.pid') unless $w->is_alive('postgres');
    $w->spawn('postgres', argv => [_bin('postgres'),
        _settings($w->dir('postgres'), $self->address),
        @{ $w->{postgres_args} // [] }], user => $USER);
    $w->wait_ready('postgres', sub { _is_up($self->address) });
}


# Fast shutdown: clients that are still connected are told to go.
sub stop_signal { return 'INT' }

sub client {
    my ($self) = @_;

    my $client = $self->{client};
    return $client if $client && eval { $client->value('select 1') };

    # it may just be recovering from a crash
    my $new = wait_for { eval { Relevo::Pg->new($self->conninfo) } } 20;
    return $self->{client} = $new // Relevo::Pg->new($self->conninfo);
}


# As `pg_ctl stop -m immediate`: no goodbye, recovery at the next start.
sub crash {
    my ($self) = @_;

    my $process = delete $self->world->{process}{postgres};
    kill 'QUIT', $process->pid;
    wait_until { !$process->is_alive } 20, 'PostgreSQL to go';
}


# ---- the template ----

# Path of the finished template; the first test that needs it makes it.
sub _template {
    my ($partitions) = @_;

    my $folder = "$Relevo::World::BUILD/test";
    my $path = "$folder/pgtemplate-" . _checksum($partitions);

    make_path($folder);
    open my $lock, '>', "$folder/pgtemplate.lock" or croak "$folder: $!";
    flock $lock, LOCK_EX or croak "$folder: lock: $!";
    return $path if -d $path;

    # of an older sql/; other numbers of partitions stay
    my ($sum) = $path =~ /-(\w+)-\d+$/;
    remove_tree($_, { safe => 0 })
        for grep { !/-$sum-\d+$/ } glob "$folder/pgtemplate-*";
    my $dir = File::Temp->newdir('relevo-pg-XXXXXX', TMPDIR => 1);
    _build("$dir", $partitions);
    _run('cp', '-a', '--reflink=auto', "$dir/data", "$path.new");
    rename "$path.new", $path or croak "$path: $!";
    return $path;
}


sub _checksum {
    my ($partitions) = @_;

    my $sha = Digest::SHA->new(256);
    $sha->add(_version());
    $sha->addfile(__FILE__);
    for my $file (sort map { glob "$Relevo::World::TOP/sql/$_" }
                  '*.sql', '*/*.sql') {
        $sha->add($file);
        $sha->addfile($file);
    }

    return substr($sha->hexdigest, 0, 16) . "-$partitions";
}


sub _build {
    my ($dir, $partitions) = @_;

    my $log = "$dir/log";
    chmod 0711, $dir;
    make_path("$dir/data");
    _own("$dir/data");

    _logged($log, [_bin('initdb'), '-D', "$dir/data", '-U', 'postgres', '-E',
        'UTF8', '--locale=C.UTF-8', '-A', 'trust', '--no-sync',
        '--wal-segsize=4'], $USER);

    make_path("$dir/s");
    chmod 0777, "$dir/s";
    my $server = Relevo::Process->start(log => $log, user => $USER,
        argv => [_bin('postgres'), _settings("$dir/data", "$dir/s"), '-F']);
    my $done = eval {
        wait_until { _is_up("$dir/s") || !$server->is_alive } 30, 'postgres';
        _fill($dir, $log, $partitions);
        1;
    };
    my $error = $@;
    $server->stop('INT', 60);
    croak "template of the database: $error\n"
        . Relevo::World::Logs::tail($log, 15) unless $done;
}


sub _fill {
    my ($dir, $log, $partitions) = @_;

    my $sql = "$Relevo::World::TOP/sql";
    my @psql = ('psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', "$dir/s",
        '-U', 'postgres');

    _logged($log, [@psql, '-d', 'postgres', '-f', "$sql/roles.sql"])
        if -e "$sql/roles.sql";
    _logged($log, [@psql, '-d', 'postgres', '-c',
        -e "$sql/roles.sql" ? 'create database relevo owner relevo_owner'
                            : 'create database relevo']);
    my ($relevo) = grep { -x } "$Relevo::World::BUILD/test/relevo",
        "$Relevo::World::BUILD/relevo";
    croak 'relevo is not built: ./build.sh build' unless $relevo;
    _logged($log, [$relevo, '--set', "postgres.owner=host=$dir/s dbname=relevo"
        . ' user=relevo_owner', '--set', "partitions=$partitions", 'migrate',
        '--no-redis',
        '--dir', "$sql/migrations"]);
    _logged($log, [@psql, '-d', 'relevo', '-v', 'phone_number_id=1065000000001',
        '-f', "$sql/demo.sql"]);

    # every world copies all of it: without what no test connects to
    _logged($log, [@psql, '-d', 'relevo', map { ('-c', $_) }
        q{update pg_database set datistemplate = false where datname = 'template0'},
        'drop database template0', 'drop database postgres']);
}


sub _settings {
    my ($data, $socket) = @_;

    return ('-D', $data, '-k', $socket, map { ('-c', $_) }
        'listen_addresses=', 'shared_buffers=32MB', 'max_connections=60',
        'log_error_verbosity=terse', 'log_parameter_max_length=0',
        'log_parameter_max_length_on_error=0', 'logging_collector=off',
        'log_min_error_statement=panic', 'timezone=UTC', 'jit=off');
}


sub _is_up {
    my ($socket) = @_;

    return system("pg_isready -q -h '$socket' -U postgres -d relevo") == 0;
}


# ---- commands ----

sub _bin {
    my ($name) = @_;

    my @found = grep { -x } "/usr/lib/postgresql/15/bin/$name",
        (reverse sort glob "/usr/lib/postgresql/*/bin/$name"),
        map { "$_/$name" } split /:/, $ENV{PATH};
    return $found[0] // croak "$name is not installed: ./build.sh deps";
}


sub _version { return qx(@{[_bin('postgres')]} --version) }

sub _own {
    my ($path) = @_;

    _run('chown', '-R', "$USER:", $path) if $> == 0;
    chmod 0700, $path;
}


sub _run {
    my (@argv) = @_;

    system(@argv) == 0 or croak "@argv: failed";
}


sub _logged {
    my ($log, $argv, $user) = @_;

    my $process = Relevo::Process->start(argv => $argv, log => $log,
        user => $user);
    wait_until { !$process->is_alive } 120, "@$argv";
    croak "@$argv: failed" if $process->status != 0;
}

1;
