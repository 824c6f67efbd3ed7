package Relevo::World::Graph;

# The strict fake Graph API (t/fake/fake_graph.c) as a part of a world.  The
# arguments behind --port and --history are the test's.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Fake';

use Relevo::World::Fake;


sub name    { return 'graph' }
sub program { return $_[0]->world->{graph_binary} // $_[0]->SUPER::program }


sub arguments {
    my ($self) = @_;

    my $w = $self->world;

    # its statuses come as webhooks, signed like any other
    return (($w->has('nginx') ? ('--webhook', 'http://' . $w->url . '/webhooks/whatsapp',
        '--app-secret-file', $w->secret_file('whatsapp_app')) : ()),
        '--token-file', $w->secret_file('whatsapp_token'), $self->extra);
}


# Files it has: { id, body, mime_type, sha256 }, see t/fake/fake_graph/media.c.
sub media {
    my ($self, @objects) = @_;

    return $self->control({ media => \@objects });
}


# Templates of business accounts: { waba, name, language, status, category,
# components }, see t/fake/fake_graph/templates.c.
sub templates {
    my ($self, @all) = @_;

    return $self->control({ templates => \@all });
}


# Messages it accepted (not read receipts).
sub sent {
    my ($self) = @_;

    return $self->history(sub { ($_[0]{kind} // '') eq 'message'
        && ($_[0]{status} // 0) == 200 });
}

1;
