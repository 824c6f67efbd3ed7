package Relevo::World::Bots;

# The strict fake of Telegram and Twilio (t/fake/fake_bots.c) as a part of a
# world.  bots => [...] adds arguments; `settings` are the worker's, and
# `server` is what nginx needs to take their webhooks.

use strict;
use warnings;
use parent -norequire, 'Relevo::World::Fake';

use Relevo::World::Fake;

our $SID = 'AC0123456789abcdef0123456789abcdef';


sub name { return 'bots' }

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


sub arguments {
    my ($self) = @_;

    my $w = $self->world;
    return ('--bot-token-file', $w->dir('secrets/bot_token'), '--account-sid', $SID,
        '--auth-token-file', $w->secret_file('twilio_token'), $self->extra);
}


# Messages it accepted, to whom.
sub sent {
    my ($self, $to) = @_;

    return $self->history(sub { $_[0]{kind} eq 'message' && exists $_[0]{id}
        && (!defined $to || $_[0]{to} eq $to) });
}

1;
