package Relevo::World::Worker;

# relevo worker of the test build (sanitizers, failpoints), and the command
# line tools with the same configuration.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use POSIX ();

use Relevo::World;
use Relevo::World::Part;

our %SANITIZE = (
    ASAN_OPTIONS => 'abort_on_error=0:detect_leaks=1:exitcode=99'
        . ':detect_stack_use_after_return=1:strict_string_checks=1',
    UBSAN_OPTIONS => 'print_stacktrace=1:halt_on_error=1:exitcode=99',
    LSAN_OPTIONS => "suppressions=$Relevo::World::TOP/t/lib/lsan.supp"
        . ':print_suppressions=0',
);


sub binary { return $_[0]->world->{binary} // "$Relevo::World::BUILD/test/relevo" }
sub config { return $_[0]->world->dir('relevo.conf') }

sub prepare { $_[0]->write }

# Settings of this world; a test's `set` wins.
sub settings {
    my ($self) = @_;

    my $w = $self->world;
    my %set = (
        'redis.server' => $w->{cluster} ? $w->part('redis')->server
                                        : $w->socket('redis.sock'),
        'redis.user' => 'relevo_worker',
        'redis.password_file' => $w->secret_file('redis_worker'),
        'texts.dir' => "$Relevo::World::TOP/config/texts",
        'nlu.models' => "$Relevo::World::TOP/build/nlu",
        # unless the test is about thinking: every message gets a reply, no
        # conversation goes to a person who was not asked for
        $w->{thinks}
            ? ('decide.rules' => "$Relevo::World::TOP/config/rules.json")
            : ('decide.rules' => "$Relevo::World::TOP/t/lib/calm_rules.json",
               'answer.below' => 'ask'),
        'decide.dir' => "$Relevo::World::TOP/config/nlu/decide",
        'provider.prices' => "$Relevo::World::TOP/config/prices.tsv",
        'worker.processes' => 1,
        'media.spool' => $w->dir('spool'), 'store.dir' => $w->dir('objects'),
        'secrets.key_file' => $w->secret_file('seal_key'),
        map { ("$_.token_file" => $w->secret_file('whatsapp_token')) }
            qw(whatsapp messenger instagram),
    );

    for my $role (qw(worker turn owner)) {
        $set{"postgres.$role"} =
            $w->part('postgres')->conninfo("relevo_$role");
    }

    if ($w->has('graph')) {
        my $url = $w->part('graph')->url;
        $set{'whatsapp.api_base'} = $url;
        $set{"$_.api_base"} = "$url/$_" for qw(messenger instagram);
    }
    %set = (%set, $w->bots->settings) if $w->has('bots');
    %set = (%set, $w->hook->settings) if $w->has('hook');
    return (%set, %{ $w->{set} // {} });
}


# Writes the configuration; the worker reads it at its next start.
sub write {
    my ($self, %more) = @_;

    my $w = $self->world;
    $w->{set} = { %{ $w->{set} // {} }, %more };
    my %set = $self->settings;
    $w->write_file('relevo.conf', join '',
        map { "$_ = $set{$_}\n" } sort keys %set);
}


sub start {
    my ($self) = @_;

    my $w = $self->world;
    my $mark = -s $w->log('worker') // 0;
    $w->spawn('worker', argv => [$self->binary, 'worker', '--config',
        $self->config], env => { %SANITIZE, %{ $w->{env} // {} } });
    return if $w->{worker_lazy};

    $w->wait_ready('worker', sub { $self->owns > 0 });
}


# Partitions that live workers own now, according to the database.
sub owns {
    my ($self) = @_;

    return $self->world->pg->value('select count(*) from core.partition_lease'
        . ' where owner is not null and expires_at > now()') // 0;
}


# { status, out, err } of `relevo <args>`
sub cli {
    my ($self, @args) = @_;

    my $w = $self->world;
    my $run = ++$self->{runs};
    my ($out, $err) = map { $w->dir("cli.$run.$_") } qw(out err);
    my $pid = fork() // die "fork: $!";
    if ($pid == 0) {
        local @ENV{ keys %SANITIZE } = values %SANITIZE;
        open STDIN, '<', '/dev/null';
        open STDOUT, '>', $out;
        open STDERR, '>', $err;
        exec $self->binary, '--config', $self->config, @args
            or POSIX::_exit(127);
    }

    waitpid $pid, 0;
    my %result = (status => $? >> 8, signal => $? & 127);
    @result{qw(out err)} = map { _slurp($_) } $out, $err;
    return \%result;
}


sub _slurp {
    my ($file) = @_;

    open my $in, '<', $file or return '';
    local $/;
    return <$in> // '';
}

1;
