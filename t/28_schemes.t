# Every signature scheme, end to end: signed by the vendors' own libraries
# (t/oracle), each against what an attacker or a clock may do to it.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use IPC::Open2;
use JSON::PP;
use Test::More;

use Relevo::Http;
use Relevo::WhatsApp;
use Relevo::World;

my $JSON = JSON::PP->new->canonical;
my $PUBLIC = 'https://bot.example';

my %secret = (
    (map { $_ => "the secret of scheme $_" }
        qw(meta github slack twilio hmac apikey)),
    stripe => 'whsec_0123456789abcdef', telegram => 'A-token_of-19-bytes',
    standard => 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    basic => 'robot:a long password',
);
my %old = map { $_ => $secret{$_} =~ s/e/E/r } keys %secret;
$old{standard} = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
$old{telegram} = 'B-token_of-19-bytes';
my %option = (
    hmac => 'header=X-Sign prefix=sha512= encoding=base64 digest=sha512',
    apikey => 'header=X-Key');

my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1);
$w->part('nginx')->write(http => "relevo_public_url $PUBLIC;",
    server => join "\n", map { location($_) } sort keys %secret);
$w->start(qw(redis nginx));


sub location {
    my ($scheme) = @_;

    for (['', $secret{$scheme}], ['_old', $old{$scheme}]) {
        my $file = $w->dir('secrets', "scheme_$scheme$_->[0]");
        open my $out, '>', $file or die "$file: $!";
        print {$out} "$_->[1]\n";
        close $out;
        chmod 0644, $file;
    }

    my $files = join ' ', map { 'relevo_secret_file '
        . $w->dir('secrets', "scheme_$scheme$_") . ';' } '', '_old';
    my $option = $option{$scheme} // '';

    return "location /s/$scheme { relevo_webhook whatsapp;"
        . " relevo_signature $scheme $option; $files }";
}


# Headers of the cases, by the libraries of others.
sub oracle {
    my (@cases) = @_;

    my ($major) = (`node --version 2>/dev/null` // '') =~ /^v(\d+)/;
    my $node = ($major // 0) >= 20 ? 'node'
        : "$FindBin::Bin/node_modules/node/bin/node";
    my $pid = open2(my $out, my $in, $node, "$FindBin::Bin/oracle/sign.mjs");
    print {$in} $JSON->encode(\@cases);
    close $in;
    my $answer = $JSON->decode(join '', <$out>);
    waitpid $pid, 0;
    return @$answer;
}


sub post {
    my ($scheme, $headers, $body, %o) = @_;

    my $r = $w->http(POST => $o{path} // "/s/$scheme", body => $body,
        headers => { 'Content-Type' => $o{type} // 'application/json',
                     %$headers });
    return $r->{status};
}


sub records {
    my $n = 0;
    $n += $w->redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15;
    return $n;
}


my $body = wa_body(wa_text('hola', id => 'wamid.S'));
my $sha = (oracle({ scheme => 'sha256', body => $body }))[0]{hash};
my $query = "/s/twilio?bodySHA256=$sha";

sub case {
    my ($scheme, %more) = @_;

    return { scheme => $scheme, secret => $secret{$scheme}, body => $body,
        now => time, url => "$PUBLIC$query", %more };
}


for my $scheme (sort keys %secret) {
    subtest $scheme => sub {
        my ($right, $previous, $foreign) = oracle(case($scheme),
            case($scheme, secret => $old{$scheme}),
            case($scheme, secret => $scheme eq 'standard'
                ? 'whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB'
                : $secret{$scheme} . 'x'));
        my %path = $scheme eq 'twilio' ? (path => $query) : ();
        my $n = records();

        is(post($scheme, $right, $body, %path), 200, 'right');
        is(post($scheme, $previous, $body, %path), 200, 'the previous secret');
        is(records(), $n + 2, 'both are in the log');

        is(post($scheme, $foreign, $body, %path), 401, 'another secret');
        is(post($scheme, {}, $body, %path), 401, 'nothing');

        for my $name (sort keys %$right) {
            my %bent = %$right;
            substr($bent{$name}, -3, 1) =~ tr/0-9a-zA-Z+=\/_./1-90b-zaB-ZA=+_.\//;
            is(post($scheme, \%bent, $body, %path), 401, "$name bent");

            my ($status) = raw($scheme, $right, $name, %path);
            is($status, 400, "$name twice");

            my %less = %$right;
            delete $less{$name};
            is(post($scheme, \%less, $body, %path), 401, "$name missing");
        }

        my $signs_body = $scheme !~ /^(?:telegram|apikey|basic)$/;
        is(post($scheme, $right, $body =~ s/hola/holA/r, %path),
            $signs_body ? 401 : 200, 'another body');
        is(records(), $n + 2 + !$signs_body, 'nothing else is in the log');
    };
}


# The request with one header given twice.
sub raw {
    my ($scheme, $headers, $twice, %o) = @_;

    my $http = Relevo::Http->new($w->url);
    my $lines = join '', map { my $h = $_; map { "$h: $headers->{$h}\r\n" }
        1 .. ($h eq $twice ? 2 : 1) } sort keys %$headers;
    $http->send(sprintf "POST %s HTTP/1.1\r\nHost: x\r\n%s"
        . "Content-Length: %d\r\nConnection: close\r\n\r\n%s",
        $o{path} // "/s/$scheme", $lines, length $body, $body);
    return $http->response(5)->{status};
}


subtest 'the replay window' => sub {
    for my $scheme (qw(standard stripe slack)) {
        my ($in, $late, $early) = oracle(map { case($scheme, now => time + $_) }
            -250, -400, 400);
        is(post($scheme, $in, $body), 200, "$scheme: 250 s old");
        is(post($scheme, $late, $body), 401, "$scheme: 400 s old");
        is(post($scheme, $early, $body), 401, "$scheme: from the future");
    }
};


subtest 'Twilio behind a proxy' => sub {
    my ($right, $http, $port) = oracle(case('twilio'),
        case('twilio', url => "http://bot.example$query"),
        case('twilio', url => "https://bot.example:443$query"));
    is(post('twilio', $right, $body, path => $query), 200,
        'the URL is the public one, whatever Host says');
    is(post('twilio', $http, $body, path => $query), 401, 'no other scheme');
    is(post('twilio', $port, $body, path => $query), 200,
        'with the standard port');

    my $form = 'Body=hola+%F0%9F%98%80&From=whatsapp%3A%2B521&To=%2B1&A=';
    my ($signed) = oracle(case('twilio', form => 1, body => $form,
        url => "$PUBLIC/s/twilio"));
    is(post('twilio', $signed, $form,
        type => 'application/x-www-form-urlencoded; charset=utf-8'), 200,
        'a form');
    is(post('twilio', $signed, $form . '&B=1',
        type => 'application/x-www-form-urlencoded'), 401, 'one pair more');
    is(post('twilio', $signed, $form), 401, 'not called a form');
};


subtest 'what nginx knows besides' => sub {
    $w->part('nginx')->write(http => "relevo_public_url $PUBLIC;"
        . ' map $http_x_client $client { SUCCESS yes; }',
        server => 'location /open { relevo_webhook whatsapp;'
        . ' relevo_signature none; relevo_require $client yes; }'
        . ' location /strict { relevo_webhook whatsapp; relevo_malformed'
        . ' refuse; relevo_secret_file ' . $w->dir('secrets/scheme_meta')
        . '; relevo_require $http_x_client SUCCESS; }');
    $w->stop('nginx');
    $w->start('nginx');

    my %client = ('X-Client' => 'SUCCESS');
    is($w->http(POST => '/open', body => $body, headers => \%client)->{status},
        200, 'no signature, but the certificate');
    is($w->http(POST => '/open', body => $body)->{status}, 401, 'neither');
    is($w->http(POST => '/open', body => '{', headers => \%client)->{status},
        400, 'unreadable and unsigned is refused');

    my ($meta, $odd) = oracle(case('meta'), case('meta', body => '{}'));
    is($w->http(POST => '/strict', body => $body, headers => $meta)->{status},
        401, 'signed, but no certificate');
    is($w->http(POST => '/strict', body => $body,
        headers => { %$meta, %client })->{status}, 200, 'both');
    is($w->http(POST => '/strict', body => '{}',
        headers => { %$odd, %client })->{status}, 400,
        'relevo_malformed refuse');
};


subtest 'configurations that must not start' => sub {
    my $file = $w->dir('secrets/scheme_meta');
    my %wrong = (
        'relevo_signature md5;' => qr/unknown signature scheme "md5"/,
        'relevo_signature visitor;' => qr/"relevo_signature" makes no sense/,
        'relevo_signature hmac;' => qr/needs header=NAME/,
        'relevo_signature hmac header=X-S digest=md5;'
            => qr/"digest=md5" of "relevo_signature hmac" is none of sha256/,
        'relevo_signature hmac header=X-S encoding=hex encoding=hex;'
            => qr/"encoding=hex" of "relevo_signature hmac" is duplicate/,
        'relevo_signature hmac header=X_S;' => qr/"underscores_in_headers" is off/,
        'relevo_signature apikey header=X-S digest=sha1;'
            => qr/"digest=sha1" of "relevo_signature apikey" is not of this scheme/,
        'relevo_signature stripe tolerance=2d;' => qr/is not a time between 1s and 1d/,
        'relevo_signature stripe often;' => qr/"often" of .* is not NAME=VALUE/,
        'relevo_signature meta tolerance=1m;' => qr/is not of this scheme/,
        "relevo_signature basic; relevo_secret_file $file;" => qr/is not USER:PASSWORD/,
        "relevo_signature telegram; relevo_secret_file $file;" => qr/is not made of A-Z/,
        "relevo_signature standard; relevo_secret_file $file;"
            => qr/24 to 64 bytes in base64/,
        "relevo_signature twilio; relevo_secret_file $file;"
            => qr/no "relevo_public_url"/,
        "relevo_signature none; relevo_secret_file $file;"
            => qr/uses no "relevo_secret_file"/,
        'relevo_signature none; relevo_require always yes;'
            => qr/has no variable/,
        'relevo_public_url bot.example;' => qr/scheme and host are wanted/,
        'relevo_malformed maybe;' => qr/invalid value "maybe"/,
    );

    for my $text (sort keys %wrong) {
        $w->part('nginx')->write(http => '', server =>
            "location /x { relevo_webhook whatsapp; $text }");
        my $said = $w->part('nginx')->verdict;
        like($said, $wrong{$text}, $text);
        like($said, qr/ in \S+nginx\.conf:\d+/, 'and where');
    }

    for my $text ("relevo_secret_file $file;", 'relevo_signature none;',
        'relevo_require $http_x yes;') {
        $w->part('nginx')->write(http => '', server => "location /x { $text }");
        my $said = $w->part('nginx')->verdict;
        like($said, qr/no "relevo_webhook" for the .* in \S+nginx\.conf:\d+/, "alone: $text");
    }
};

Relevo::World->finish;
