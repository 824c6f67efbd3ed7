package Relevo::World::Nginx;

# nginx with the module and the product's own configuration template
# (config/nginx.conf), on a free loopback port.
#
# nginx => { workers => 2, main => '...', events => '...', http => '...',
#            server => '...' } adds text at those levels, `limits => 1` keeps
# the default limits of bad signatures; `redis` => 'timeout=20s' are more
# parameters of relevo_redis, for who stops Redis and wants 200 all the same;
# `replace` =>
# [[qr/../ => '..'], ...] edits the rendered text; `under` => [program and
# arguments] runs it there (valgrind).  RELEVO_TEST_MODULE and
# RELEVO_TEST_PRELOAD (libasan) run a module built with sanitizers.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use Relevo::Http;
use Relevo::Wait;
use Relevo::World::Part;
use Relevo::World::Worker;


sub module {
    my ($failpoints) = @_;

    return $ENV{RELEVO_TEST_MODULE} || $Relevo::World::BUILD
        . ($failpoints ? '/test' : '') . '/ngx_http_relevo_module.so';
}


sub port    { return $_[0]{port} //= Relevo::World::free_port() }
sub address { return '127.0.0.1:' . $_[0]->port }
sub config  { return $_[0]->world->dir('nginx.conf') }

sub prepare {
    my ($self) = @_;

    mkdir $self->world->dir($_) for qw(nginx);
    $self->write;
}


# Renders the configuration; take it over with start, reload or restart.
sub write {
    my ($self, %more) = @_;

    my $w = $self->world;
    my $o = $w->{nginx} = { %{ ref $w->{nginx} ? $w->{nginx} : {} }, %more };
    my $text = $w->render('nginx.conf',
        USER => $self->is_root ? 'user nobody nogroup;' : '',
        MODULE => module($o->{env}), WORKERS => $o->{workers} // 1,
        DIR => $w->dir, PORT => $self->port,
        REDIS_SOCKET => $w->socket('redis.sock'),
        PG_SOCKET => $w->dir('sockets'), PG_PORT => 5432,
        CONSOLE => "$Relevo::World::TOP/build/console", ETC => '/etc/nginx',
        MAIN => join("\n", $o->{main} // '', _env($o->{env})),
        EVENTS => $o->{events} // '',
        HTTP => join("\n", _limits($o), $o->{http} // ''), SERVER => $o->{server} // '');

    $text =~ s/relevo_redis unix:\S+/"relevo_redis cluster "
        . join ' ', $w->part('redis')->seeds/e if $w->{cluster};

    $text =~ s/(password_file=\S+redis_web);/$1 $o->{redis};/ if $o->{redis};

    for my $edit (@{ $o->{replace} // [] }) {
        my ($pattern, $with) = @$edit;
        $text =~ s/$pattern/ref $with ? $with->() : $with/ge or die "nothing to replace: $pattern\n";
    }

    $w->secret_file($_)
        for qw(redis_web whatsapp_app whatsapp_verify webchat_demo telegram_hook seal_key
               pg_web);
    return $w->write_file('nginx.conf', $text, 0600);
}


# Tests forge more signatures than an address may; those that are about limits
# say `limits => 1` for the product's defaults.
sub _limits {
    my ($o) = @_;

    return $o->{limits} ? '' : 'relevo_bad_signature_rate off; relevo_api_unknown_rate off; '
        . 'relevo_api_login_rate off;';
}


# nginx keeps its environment to itself; the values may not hold quotes.
sub _env {
    my ($env) = @_;

    return ((map { qq{env "$_=$env->{$_}";} } sort keys %{ $env // {} }),
        map { "env $_;" } sort keys %{ preload() });        # for USR2
}


sub start {
    my ($self) = @_;

    my $w = $self->world;
    my @under = ref $w->{nginx} ? @{ $w->{nginx}{under} // [] } : ();
    $w->spawn('nginx', argv => [@under, '/usr/sbin/nginx', '-p', $w->dir, '-c',
        $self->config, '-e', $w->log('nginx'), '-g', 'daemon off;'],
        env => preload());
    $w->wait_ready('nginx', sub {
        my $r = eval { http($self->address, GET => '/healthz') };
        return $r && $r->{status};
    });
}


sub stop_signal { return 'QUIT' }

# What nginx -t says to a configuration, ours or this one.
sub verdict {
    my ($self, $config) = @_;

    my $dir = $self->world->dir;
    my %env = %{ preload() };
    local @ENV{ keys %env } = values %env;
    $config //= $self->config;
    return scalar qx(/usr/sbin/nginx -t -p $dir -c $config -e stderr 2>&1);
}


# Graceful reload; true when new workers have taken over: the old ones accept
# nothing any more, else what follows may still be answered by them.
sub reload {
    my ($self) = @_;

    my $w = $self->world;
    my %old = map { $_ => 1 } $w->children('nginx');
    kill 'HUP', $w->pid('nginx');
    return wait_until {
        my @now = $w->children('nginx');
        (grep { !$old{$_} } @now) && !grep { $old{$_} && !$self->_is_leaving($_) } @now;
    } 10, 'new nginx workers';
}


# It says so in its title, which valgrind keeps to itself.
sub _is_leaving {
    my ($self, $pid) = @_;

    return 1 if ref $self->world->{nginx} && $self->world->{nginx}{under};
    open my $in, '<', "/proc/$pid/cmdline" or return 1;
    return (<$in> // '') =~ /shutting down/;
}


# What it answered, oldest first: at, status, method, uri, request_id, records
# (partition:stream id, comma between several).
sub access {
    my ($self) = @_;

    open my $in, '<', $self->world->dir('logs/access.log') or return;
    my @all;
    while (my $line = <$in>) {
        my ($at, $status, $method, $uri, $rest) = split / /, $line, 5;
        my %value = ($rest // '') =~ /(\w+)=(\S+)/g;
        push @all, { at => $at, status => $status, method => $method,
            uri => $uri, request_id => $value{id},
            records => $value{records} // '' };
    }

    return @all;
}


# Environment of an nginx whose module has sanitizers; of others empty.
sub preload {
    my $library = $ENV{RELEVO_TEST_PRELOAD} or return {};

    # nginx leaves its cycle pool to the kernel: leaks are not reported
    return { LD_PRELOAD => $library, %Relevo::World::Worker::SANITIZE,
             ASAN_OPTIONS => 'abort_on_error=0:detect_leaks=0:exitcode=99' };
}

1;
