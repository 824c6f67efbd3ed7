package Relevo::World::Hook;

# The strict receiver of the generic channel's callbacks (t/fake/fake_hook.c)
# as a part of a world.  `secrets` says which secrets it knows.

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
sub url     { return 'http://' . $_[0]->address . '/hook' }
sub file    { return $_[0]->world->dir('logs', 'hook.jsonl') }

sub prepare { my ($self) = @_; return $self->secrets }


# What the worker has to know: the receiver is on the loopback.
sub settings { return ('generic.private_networks' => '127.0.0.0/8') }


sub secrets {
    my ($self, @secrets) = @_;

    return $self->world->write_file('secrets/hook', join('', map { "$_\n" } @secrets), 0600);
}


sub start {
    my ($self) = @_;

    my $w = $self->world;
    $w->spawn('hook', argv => ["$Relevo::World::BUILD/test/fake_hook",
        '--port', $self->port, '--history', $self->file,
        '--secret-file', $w->dir('secrets/hook')],
        env => \%Relevo::World::Worker::SANITIZE);
    $w->wait_ready('hook', sub { IO::Socket::INET->new(PeerAddr => $self->address) });
}


# What it was asked, oldest first; grep => sub of one entry.
sub history {
    my ($self, $wanted) = @_;

    open my $in, '<', $self->file or return;
    my @all = map { $JSON->decode($_) } grep { /\n\z/ } <$in>;
    return $wanted ? grep { $wanted->($_) } @all : @all;
}


# Every request for a contact; those it worked on, each once.
sub attempts {
    my ($self, $to) = @_;

    return $self->history(sub { ($_[0]{to} // '') eq $to });
}

sub sent {
    my ($self, $to) = @_;

    return $self->history(sub { $_[0]{kind} eq 'message'
        && (!defined $to || $_[0]{to} eq $to) });
}


# From now on it does this wrong, see t/fake/fake_graph/rules.c; () ends it.
sub rules {
    my ($self, @rules) = @_;

    my $r = http($self->address, POST => '/_control', body => $JSON->encode(\@rules));
    die "fake_hook: $r->{body}\n" if $r->{status} != 200;
}

1;
