package Relevo::World::Bots;

# The strict fake of Telegram and Twilio (t/fake/fake_bots.c) as a part of a
# world.  bots => [...] adds arguments; `settings` are the worker's, and
# `server` is what nginx needs to take their webhooks.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Part';

use IO::Socket::INET;
use JSON::PP;

use Relevo::Http;
use Relevo::World;
use Relevo::World::Part;
use Relevo::World::Worker;

our $SID = 'AC0123456789abcdef0123456789abcdef';

my $JSON = JSON::PP->new->utf8;


sub port    { return $_[0]{port} //= Relevo::World::free_port() }
sub address { return '127.0.0.1:' . $_[0]->port }
sub url     { return 'http://' . $_[0]->address }
sub file    { return $_[0]->world->dir('logs', 'bots.jsonl') }

sub prepare {
    my ($self) = @_;

    my $w = $self->world;
    $w->write_file('secrets/bot_token', '123456:' . $w->secret('bot') . "\n", 0600);
    $w->secret_file('twilio_token');
}


# What the worker has to know.
sub settings {
    my ($self) = @_;

    my $w = $self->world;
    return (
        'telegram.api_base' => $self->url,
        'telegram.token_file' => $w->dir('secrets/bot_token'),
        'twilio.api_base' => $self->url,
        'twilio.token_file' => $w->secret_file('twilio_token'),
        'twilio.account_sid' => $SID,
        'twilio.status_callback' => 'http://' . $w->url . '/webhooks/twilio',
    );
}


# A location, for nginx => { server => ... }.
sub server {
    my ($self) = @_;

    my $w = $self->world;
    return join "\n",
        'location = /webhooks/twilio { relevo_webhook twilio;',
        ' relevo_public_url http://' . $w->url . ';',
        ' relevo_secret_file ' . $w->secret_file('twilio_token') . '; }';
}


sub start {
    my ($self) = @_;

    my $w = $self->world;
    my @args = @{ ref $w->{bots} eq 'ARRAY' ? $w->{bots} : [] };
    $w->spawn('bots', argv => ["$Relevo::World::BUILD/test/fake_bots",
        '--port', $self->port, '--history', $self->file,
        '--bot-token-file', $w->dir('secrets/bot_token'), '--account-sid', $SID,
        '--auth-token-file', $w->secret_file('twilio_token'), @args],
        env => \%Relevo::World::Worker::SANITIZE);
    $w->wait_ready('bots', sub {
        IO::Socket::INET->new(PeerAddr => $self->address) });
}


# What it was asked, oldest first; grep => sub of one entry.
sub history {
    my ($self, $wanted) = @_;

    open my $in, '<', $self->file or return;
    my @all = map { $JSON->decode($_) } grep { /\n\z/ } <$in>;
    return $wanted ? grep { $wanted->($_) } @all : @all;
}


# Messages it accepted, to whom.
sub sent {
    my ($self, $to) = @_;

    return $self->history(sub { $_[0]{kind} eq 'message' && exists $_[0]{id}
        && (!defined $to || $_[0]{to} eq $to) });
}


# From now on it does this wrong, see t/fake/fake_graph/rules.c; () ends it.
sub rules {
    my ($self, @rules) = @_;

    my $r = http($self->address, POST => '/_control',
        body => $JSON->encode(\@rules));
    die "fake_bots: $r->{body}\n" if $r->{status} != 200;
}


# Status callbacks that have not been taken yet
sub pending {
    my ($self) = @_;

    my $r = eval { http($self->address, GET => '/_pending') };
    return $r ? $r->{body} + 0 : 0;
}

1;
