package Relevo::World::Hook;

# The strict receiver of the generic channel's callbacks (t/fake/fake_hook.c)
# as a part of a world.  `secrets` says which secrets it knows.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Fake';

use Relevo::World::Fake;


sub name      { return 'hook' }
sub url       { return 'http://' . $_[0]->address . '/hook' }
sub arguments { return ('--secret-file', $_[0]->world->dir('secrets/hook')) }

sub prepare { my ($self) = @_; return $self->secrets }


# What the worker has to know: the receiver is on the loopback.
sub settings { return ('generic.private_networks' => '127.0.0.0/8') }


sub secrets {
    my ($self, @secrets) = @_;

    return $self->world->write_file('secrets/hook', join('', map { "$_\n" } @secrets), 0600);
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

1;
