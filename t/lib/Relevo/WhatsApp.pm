package Relevo::WhatsApp;

# Payloads as the WhatsApp Cloud API sends them: non-ASCII escaped (the
# signature is over those bytes), one change per account.
#
#   wa_body(wa_text('hola', from => '5215550001'))
#   wa_body(map { wa_text("n $_", from => ...) } 1 .. 50)     # one batch
#   wa_body(wa_status($outbox_id, 'delivered', id => 'wamid.OUT1'))
#
# Every update may name its account with account => phone_number_id; updates
# of the same account share a change, in the order given.

use strict;
use warnings;

use Exporter qw(import);
use JSON::PP;

our @EXPORT = qw(wa_text wa_message wa_status wa_body wa_id json_ascii
                 wa_waba);

my $JSON = JSON::PP->new->ascii->canonical->allow_nonref;
my $serial = 0;


# ASCII JSON with keys in a fixed order: the same bytes in every run.
sub json_ascii { return $JSON->encode($_[0]) }

# A fresh provider id, unique in this process.
sub wa_id { return sprintf 'wamid.T%d.%d', $$, ++$serial }

# WhatsApp business account of a phone number id
sub wa_waba { return 'waba-' . $_[0] }

# from, id, at (Unix s), name, reply_to, bsuid, account
sub wa_text {
    my ($text, %o) = @_;

    return wa_message('text', { body => $text }, %o);
}


# Any type: wa_message('image', {id => '1', mime_type => 'image/png'}, ...)
sub wa_message {
    my ($type, $content, %o) = @_;

    my %message = (id => $o{id} // wa_id(), type => $type, $type => $content,
                   timestamp => '' . ($o{at} // time));
    $message{from} = '' . ($o{from} // '5215550001') unless $o{no_from};    # a string, always
    $message{from_user_id} = $o{bsuid} if defined $o{bsuid};
    $message{context} = { id => $o{reply_to} } if defined $o{reply_to};

    my %contact = (profile => { name => $o{name} // 'Ana' });
    $contact{wa_id} = $message{from} if defined $message{from};
    $contact{user_id} = $o{bsuid} if defined $o{bsuid};

    return { kind => 'messages', account => $o{account},
             element => \%message, contact => \%contact };
}


# biz_opaque_callback_data carries our outbox id, as the provider echoes it
sub wa_status {
    my ($outbox, $status, %o) = @_;

    my %element = (id => $o{id} // wa_id(), status => $status,
                   timestamp => '' . ($o{at} // time),
                   recipient_id => $o{to} // '5215550001');
    $element{biz_opaque_callback_data} = $outbox if defined $outbox;
    $element{errors} = $o{errors} if $o{errors};

    return { kind => 'statuses', account => $o{account},
             element => \%element };
}


# The webhook body (bytes) of these updates.  First argument may be an
# options hash: { account => default phone number id }.
sub wa_body {
    my $o = ref $_[0] eq 'HASH' && !exists $_[0]{kind} ? shift : {};
    my $default = $o->{account} // $ENV{WHATSAPP_PHONE_NUMBER_ID}
        // '1065000000001';

    my (%change, @order);
    for my $update (@_) {
        my $account = $update->{account} // $default;
        my $value = $change{$account} //= do {
            push @order, $account;
            { messaging_product => 'whatsapp',
              metadata => { display_phone_number => "1$account",
                            phone_number_id => $account } };
        };

        push @{ $value->{ $update->{kind} } }, $update->{element};
        my $contact = $update->{contact} or next;
        push @{ $value->{contacts} }, $contact
            unless grep { json_ascii($_) eq json_ascii($contact) }
            @{ $value->{contacts} // [] };
    }

    return json_ascii({
        object => 'whatsapp_business_account',
        entry => [map { { id => wa_waba($_), changes =>
            [{ field => 'messages', value => $change{$_} }] } } @order],
    });
}

1;
