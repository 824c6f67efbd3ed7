package Relevo::World::Graph;

# The strict fake Graph API (t/fake/fake_graph.c) as a part of a world: it
# listens on a free loopback port and appends one JSON line per request to
# its history.  The arguments behind --port and --history are the test's.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use IO::Socket::INET;
use JSON::PP;

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
    my $args = ref $w->{graph} eq 'ARRAY' ? $w->{graph} : [];
    $w->spawn('graph', argv => [$w->{graph_binary}
        // "$Relevo::World::BUILD/test/fake_graph",
        '--port', $self->port, '--history', $self->file,
        '--token-file', $w->secret_file('whatsapp_token'),
        $w->has('nginx') ? ('--webhook', 'http://' . $w->url . '/webhooks/whatsapp',
            '--app-secret-file', $w->secret_file('whatsapp_app')) : (), @$args],
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


# Messages it accepted (not read receipts).
sub sent {
    my ($self) = @_;

    return $self->history(sub { ($_[0]{kind} // '') eq 'message'
        && ($_[0]{status} // 0) == 200 });
}

1;
