package Relevo::Bots;

# Webhooks as Telegram and Twilio send them.
#
#   tg_post($w, tg_message('hola', chat => 5))         # to /webhooks/telegram
#   tw_post($w, [From => '+5215550001', To => '+1555', Body => 'hola'])

use strict;
use warnings;

use Digest::SHA qw(hmac_sha1_base64 sha256_hex);
use Exporter qw(import);
use JSON::PP;

use Relevo::Http;
use Relevo::World::Bots;

our @EXPORT = qw(tg_message tg_update tg_post tw_message tw_form tw_sign
                 tw_post);

my $JSON = JSON::PP->new->ascii->canonical;
my $serial = 1000;


# Any update: tg_update(callback_query => {...}, id => 7)
sub tg_update {
    my ($type, $value, %o) = @_;

    return { update_id => $o{id} // ++$serial, $type => $value };
}


# id (update_id), chat, number, group (a title), content => {photo => ...}
sub tg_message {
    my ($text, %o) = @_;

    my $chat = $o{chat} // 5;
    return tg_update($o{type} // 'message', {
        message_id => $o{number} // ++$serial, date => time,
        chat => { id => $chat, $o{group} ? (type => 'supergroup', title => $o{group})
                                         : (type => 'private') },
        from => { id => $o{from} // abs $chat, is_bot => JSON::PP::false,
                  first_name => $o{name} // 'Ana', language_code => 'es' },
        defined $text ? (text => $text) : (), %{ $o{content} // {} },
    }, %o);
}


# path, secret, body (bytes)
sub tg_post {
    my ($w, $update, %o) = @_;

    return http($w->url, POST => $o{path} // '/webhooks/telegram',
        body => $o{body} // $JSON->encode($update),
        headers => { 'Content-Type' => 'application/json',
            'X-Telegram-Bot-Api-Secret-Token' => $o{secret} // $w->secret('telegram_hook') });
}


# Fields of an incoming message.
sub tw_message {
    my ($text, %o) = @_;

    return [MessageSid => $o{sid} // sprintf('SM%032x', ++$serial),
        AccountSid => $Relevo::World::Bots::SID, From => $o{from} // '+5215550001',
        To => $o{to} // '+15550001111', Body => $text, NumMedia => 0,
        SmsStatus => 'received', %{ $o{more} // {} }];
}


sub _encode {
    my ($s) = @_;

    $s =~ s/([^A-Za-z0-9_.~ -])/sprintf '%%%02X', ord $1/ge;
    $s =~ tr/ /+/;
    return $s;
}


# name => value, ... (bytes) as a form
sub tw_form {
    my (@pairs) = @_;

    my @parts;
    while (my ($name, $value) = splice @pairs, 0, 2) {
        push @parts, _encode($name) . '=' . _encode($value);
    }

    return join '&', @parts;
}


# X-Twilio-Signature of these fields
sub tw_sign {
    my ($secret, $url, @pairs) = @_;

    my %seen;
    while (my ($name, $value) = splice @pairs, 0, 2) {
        $seen{"$name\0$value"} = $name . $value;
    }

    return hmac_sha1_base64($url . join('', map { $seen{$_} } sort keys %seen),
        $secret) . '=';
}


# An array of fields, or JSON (an array or object in json => ...).  path,
# secret, url (what is signed instead)
sub tw_post {
    my ($w, $fields, %o) = @_;

    my $path = $o{path} // '/webhooks/twilio';
    my $body = $o{json} ? $JSON->encode($o{json}) : $o{body} // tw_form(@$fields);
    $path .= '?bodySHA256=' . sha256_hex($body) if $o{json};
    my $url = $o{url} // 'http://' . $w->url . $path;
    my $signature = tw_sign($o{secret} // $w->secret('twilio_token'), $url,
        $o{json} ? () : @{ $fields // [] });

    return http($w->url, POST => $path, body => $body, headers => {
        'Content-Type' => $o{json} ? 'application/json'
                                   : 'application/x-www-form-urlencoded',
        'X-Twilio-Signature' => $signature, %{ $o{headers} // {} } });
}

1;
