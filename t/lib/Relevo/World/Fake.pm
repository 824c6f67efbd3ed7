package Relevo::World::Fake;

# A fake provider (t/fake/) as a part of a world: it listens on a free
# loopback port, appends one JSON line per request to its history, and is
# told what to do wrong.  A part says its name and its own arguments.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use IO::Socket::INET;
use JSON::PP;

use Relevo::Http;
use Relevo::World;
use Relevo::World::Part;
use Relevo::World::Worker;

my $JSON = JSON::PP->new->utf8;


sub port    { return $_[0]{port} //= Relevo::World::free_port() }
sub address { return '127.0.0.1:' . $_[0]->port }
sub url     { return 'http://' . $_[0]->address }
sub file    { return $_[0]->world->dir('logs', $_[0]->name . '.jsonl') }
sub program { return "$Relevo::World::BUILD/test/fake_" . $_[0]->name }


# The arguments of a test, name => [...]
sub extra {
    my ($self) = @_;

    my $o = $self->world->{ $self->name };
    return ref $o eq 'ARRAY' ? @$o : ();
}


sub start {
    my ($self) = @_;

    my $name = $self->name;
    $self->world->spawn($name, argv => [$self->program, '--port', $self->port,
        '--history', $self->file, $self->arguments], env => \%Relevo::World::Worker::SANITIZE);
    $self->world->wait_ready($name, sub { IO::Socket::INET->new(PeerAddr => $self->address) });
}


# What it was asked, oldest first; grep => sub of one entry.
sub history {
    my ($self, $wanted) = @_;

    open my $in, '<', $self->file or return;
    my @all = map { $JSON->decode($_) } grep { /\n\z/ } <$in>;
    return $wanted ? grep { $wanted->($_) } @all : @all;
}


# From now on it does this wrong, see t/fake/fake_graph/rules.c; () ends it.
#   $w->graph->rules({ action => 'error', code => 131056, nth => 3 });
sub rules {
    my ($self, @rules) = @_;

    return $self->control(\@rules);
}


sub control {
    my ($self, $what) = @_;

    my $r = http($self->address, POST => '/_control', body => $JSON->encode($what));
    die 'fake_', $self->name, ": $r->{body}\n" if $r->{status} != 200;
    return;
}


# Webhooks of its own that have not been taken yet
sub pending {
    my ($self) = @_;

    my $r = eval { http($self->address, GET => '/_pending') };
    return $r ? $r->{body} + 0 : 0;
}

1;
