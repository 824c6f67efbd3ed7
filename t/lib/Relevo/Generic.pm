package Relevo::Generic;

# Webhooks of anybody's, signed per Standard Webhooks.
#
#   post_generic($w, 'orders', $secret, envelope('hola', contact => 'c1'))

use strict;
use warnings;

use Digest::SHA qw(hmac_sha256);
use Exporter qw(import);
use JSON::PP;
use MIME::Base64 qw(encode_base64 decode_base64);

use Relevo::Http;

our @EXPORT = qw(envelope post_generic sign_standard);

my $JSON = JSON::PP->new->ascii->canonical;
my $serial = 1000;


# contact, name, id (undef: none), and any other member
sub envelope {
    my ($text, %o) = @_;

    my $contact = { id => delete $o{contact} // 'c1', name => delete $o{name} // 'Ana' };
    my $id = exists $o{id} ? delete $o{id} : 'm-' . ++$serial;
    return { defined $id ? (id => $id) : (), contact => $contact,
        defined $text ? (text => $text) : (), %o };
}


# The three headers.
sub sign_standard {
    my ($secret, $id, $body, $at) = @_;

    $at //= time;
    my $key = decode_base64($secret =~ s/^whsec_//r);
    return ('webhook-id' => $id, 'webhook-timestamp' => $at,
        'webhook-signature' => 'v1,' . encode_base64(hmac_sha256("$id.$at.$body", $key), ''));
}


# What is posted is an object, or bytes; delivery (webhook-id), at
sub post_generic {
    my ($w, $endpoint, $secret, $what, %o) = @_;

    my $body = ref $what ? $JSON->encode($what) : $what;
    return http($w->url, POST => "/webhooks/generic/$endpoint", body => $body,
        headers => { 'Content-Type' => 'application/json',
            sign_standard($secret, $o{delivery} // 'd-' . ++$serial, $body, $o{at}),
            %{ $o{headers} // {} } });
}

1;
