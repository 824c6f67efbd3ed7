package Relevo::Page;

# Webhooks as Messenger and Instagram send them.
#
#   page_body('P1', page_text('hola', from => '7'))
#   page_body({ object => 'instagram' }, 'I1', page_text('hi', from => '9'))
#   page_envelope('page', P1 => [...], P2 => [...])       # several accounts

use strict;
use warnings;

use Exporter qw(import);
use Relevo::WhatsApp qw(json_ascii);

our @EXPORT = qw(page_text page_message page_event page_echo page_body
                 page_envelope page_mid);

my $serial = 0;


sub page_mid { return sprintf 'm_T%d_%d', $$, ++$serial }

# from, mid, at (Unix ms)
sub page_text {
    my ($text, %o) = @_;

    return page_message({ text => $text }, %o);
}


sub page_message {
    my ($message, %o) = @_;

    return page_event(message => { mid => $o{mid} // page_mid(), %$message }, %o);
}


# Anything else: page_event(read => { watermark => ... }, from => '7')
sub page_event {
    my ($name, $value, %o) = @_;

    return { sender => { id => '' . ($o{from} // '7001') },
             timestamp => $o{at} // time * 1000, $name => $value };
}


# What the account has said itself: to => customer
sub page_echo {
    my ($message, %o) = @_;

    return { echo => 1, recipient => { id => '' . $o{to} }, timestamp => time * 1000,
             message => { mid => $o{mid} // page_mid(), is_echo => \1, %$message } };
}


sub page_envelope {
    my ($object, @accounts) = @_;

    my @entry;
    while (my ($id, $list) = splice @accounts, 0, 2) {
        push @entry, { id => $id, time => time * 1000,
                       messaging => [map { _of($id, $_) } @$list] };
    }

    return json_ascii({ object => $object, entry => \@entry });
}


# The element as one of that account; what is no object stays as it is.
sub _of {
    my ($id, $element) = @_;

    return $element unless ref $element eq 'HASH' && $element->{timestamp};
    my %copy = %$element;
    $copy{ delete $copy{echo} ? 'sender' : 'recipient' } = { id => $id };
    return \%copy;
}


sub page_body {
    my $o = ref $_[0] eq 'HASH' ? shift : {};
    my ($account, @elements) = @_;

    return page_envelope($o->{object} // 'page', $account => \@elements);
}

1;
