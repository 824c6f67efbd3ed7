package Relevo::World::Graph;

# The strict fake Graph API (t/fake/fake_graph.c) as a part of a world: it
# listens on a free loopback port and appends one JSON line per request to
# its history.  The arguments behind --port and --history are the test's.

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
sub file    { return $_[0]->world->dir('logs', 'graph.jsonl') }

sub start {
    my ($self) = @_;

    my $w = $self->world;
    my @args = @{ ref $w->{graph} eq 'ARRAY' ? $w->{graph} : [] };

    # its statuses come as webhooks, signed like any other
    unshift @args, '--webhook', 'http://' . $w->url . '/webhooks/whatsapp',
        '--app-secret-file', $w->secret_file('whatsapp_app')
        if $w->has('nginx');
    $w->spawn('graph', argv => [$w->{graph_binary}
        // "$Relevo::World::BUILD/test/fake_graph",
        '--port', $self->port, '--history', $self->file,
        '--token-file', $w->secret_file('whatsapp_token'), @args],
        env => \%Relevo::World::Worker::SANITIZE);
    $w->wait_ready('graph', sub {
        IO::Socket::INET->new(PeerAddr => $self->address) });
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

    my $r = http($self->address, POST => '/_control',
        body => $JSON->encode(\@rules));
    die "fake_graph: $r->{body}\n" if $r->{status} != 200;
}


# Files it has: { id, body, mime_type, sha256 }, see t/fake/fake_graph/media.c.
sub media {
    my ($self, @objects) = @_;

    my $r = http($self->address, POST => '/_control',
        body => $JSON->encode({ media => \@objects }));
    die "fake_graph: $r->{body}\n" if $r->{status} != 200;
}


# Statuses it has accepted messages for and not delivered yet
sub pending {
    my ($self) = @_;

    my $r = eval { http($self->address, GET => '/_pending') };
    return $r ? $r->{body} + 0 : 0;
}


# Messages it accepted (not read receipts).
sub sent {
    my ($self) = @_;

    return $self->history(sub { ($_[0]{kind} // '') eq 'message'
        && ($_[0]{status} // 0) == 200 });
}

1;
