# Every signature scheme on every channel, against a forger: what is wrong,
# missing, doubled, too long, not ASCII, cut, late, of a secret that is gone;
# then junk in authentic bodies (F72, F73, S01 to S03).  Each row has one
# exact answer; what is refused never reaches Redis and no log holds a secret,
# a proof or a text.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Digest::SHA qw(hmac_sha1_base64 hmac_sha256_base64 hmac_sha256_hex
                   hmac_sha512_base64 sha256_hex);
use MIME::Base64 qw(decode_base64 encode_base64);
use Test::More;

use Relevo::Http;
use Relevo::Record;
use Relevo::World;

my $PUBLIC = 'https://bot.example';
my $CANARY = 'CANARY-of-a-text';

# A body of each channel, and the bodies that are JSON but not its own.
my %body = (
    whatsapp => '{"object":"whatsapp_business_account","entry":[{"id":"W","changes":[{"field":'
        . '"messages","value":{"metadata":{"phone_number_id":"1065"},"messages":[{"from":"521",'
        . qq("id":"wamid.1","type":"text","text":{"body":"$CANARY"}}]}}]}]}),
    telegram => qq({"update_id":7,"message":{"message_id":1,"chat":{"id":5},"text":"$CANARY"}}),
    twilio => qq({"MessageSid":"SM1","From":"+521","To":"+1555","Body":"$CANARY"}),
    generic => qq({"id":"1","contact":{"id":"5"},"text":"$CANARY"}),
);
$body{$_} = sprintf '{"object":"%s","entry":[{"id":"P1","messaging":[{"sender":{"id":"U"},'
    . '"message":{"mid":"m","text":"%s"}}]}]}', $_ eq 'messenger' ? 'page' : $_, $CANARY
    for qw(messenger instagram);

# The proof: headers of (secret, body, time, url); the first is the MAC's.
my %sign = (
    meta => sub { ['X-Hub-Signature-256' => 'sha256=' . hmac_sha256_hex($_[1], $_[0])] },
    stripe => sub { ['Stripe-Signature' => "t=$_[2],v1=" . hmac_sha256_hex("$_[2].$_[1]", $_[0])] },
    slack => sub { ['X-Slack-Signature' => 'v0=' . hmac_sha256_hex("v0:$_[2]:$_[1]", $_[0]),
                    'X-Slack-Request-Timestamp' => $_[2]] },
    standard => sub { ['webhook-signature' => 'v1,' . hmac_sha256_base64("id.$_[2].$_[1]",
                           decode_base64(substr $_[0], 6)) . '=',
                       'webhook-timestamp' => $_[2], 'webhook-id' => 'id'] },
    twilio => sub { ['X-Twilio-Signature' => hmac_sha1_base64($_[3], $_[0]) . '='] },
    hmac => sub { ['X-Sign' => 'v=' . hmac_sha512_base64($_[1], $_[0]) . '=='] },
    telegram => sub { ['X-Telegram-Bot-Api-Secret-Token' => $_[0]] },
    apikey => sub { ['X-Key' => $_[0]] },
    basic => sub { [Authorization => 'Basic ' . encode_base64($_[0], '')] },
);
$sign{github} = $sign{meta};

my %option = (hmac => 'header=X-Sign prefix=v= encoding=base64 digest=sha512',
              apikey => 'header=X-Key');
my %timed = map { $_ => 1 } qw(stripe slack standard);
my %token = map { $_ => 1 } qw(telegram apikey basic);
my %base64 = map { $_ => 1 } qw(standard twilio hmac basic);

my @channels = sort keys %body;
my @schemes = sort keys %sign;
my %secret;

sub secret_of {
    my ($scheme, $which) = @_;

    return $secret{"$scheme $which"} //=
        $scheme eq 'standard' ? 'whsec_' . encode_base64(substr(sha256_hex($which), 0, 24), '')
        : $scheme eq 'basic' ? "robot:CANARY-secret-$which"
        : "CANARY-secret-$scheme-$which";
}

my $w = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1);
my @locations;

for my $scheme (@schemes) {
    my $files = '';
    for my $which (qw(new old)) {
        my $file = $w->write_file("secrets/$scheme.$which", secret_of($scheme, $which), 0644);
        $files .= " relevo_secret_file $file;";
    }

    my $how = "relevo_signature $scheme " . ($option{$scheme} // '') . ";$files";
    push @locations, map { ("location = /f/$_/$scheme { relevo_webhook $_; $how }",
        "location = /r/$_/$scheme { relevo_webhook $_; relevo_malformed refuse; $how }") } @channels;
}

$w->part('nginx')->write(http => "relevo_public_url $PUBLIC;", server => join("\n", @locations),
    replace => [[qr/nginx\.log warn/ => 'nginx.log info']]);
$w->start(qw(redis nginx));

my $accepted = 0;

sub nrecords { my $n = 0; $n += $w->redis->cmd('XLEN', "relevo:{$_}:in") for 0 .. 15; return $n }

# Where a body goes, and what is said about it; o: where, secret, time.
sub request {
    my ($channel, $scheme, $body, %o) = @_;

    my $path = "/" . ($o{where} // 'f') . "/$channel/$scheme";
    $path .= '?bodySHA256=' . sha256_hex($body) if $scheme eq 'twilio';
    return { path => $path, body => $body, headers => $sign{$scheme}->(
        $o{secret} // secret_of($scheme, 'new'), $body, $o{time} // time, "$PUBLIC$path") };
}

sub post {
    my ($q) = @_;

    my $r = $w->http(POST => $q->{path}, body => $q->{body},
        headers => ['Content-Type' => 'application/json', @{ $q->{headers} }]);
    $accepted++ if $r->{status} == 200;
    return $r->{status};
}

# The same with something else in place of the value of header i.
sub with {
    my ($q, $i, $value) = @_;

    my @headers = @{ $q->{headers} };
    $headers[2 * $i + 1] = $value;
    return { %$q, headers => \@headers };
}

sub without {
    my ($q, $i) = @_;

    my @headers = @{ $q->{headers} };
    splice @headers, 2 * $i, 2;
    return { %$q, headers => \@headers };
}

sub twice {
    my ($q, $i, $value) = @_;

    my @headers = @{ $q->{headers} };
    return { %$q, headers => [@headers, $headers[2 * $i], $value // $headers[2 * $i + 1]] };
}


# Rows of [name, status, request] for one scheme on one channel.
sub proofs {
    my ($channel, $scheme) = @_;

    my $q = request($channel, $scheme, $body{$channel});
    my $mac = $q->{headers}[1];
    my @rows = (
        ['another secret', 401, request($channel, $scheme, $body{$channel},
            secret => secret_of($scheme, 'gone'))],
        ['one character less', 401, with($q, 0, substr $mac, 0, -1)],
        ['half of it', 401, with($q, 0, substr $mac, 0, length($mac) / 2)],
        ['one character more', 401, with($q, 0, "${mac}0")],
        ['the last one other', 401, with($q, 0, $mac =~ s/([^=])(=*)$/($1 eq 'a' ? 'b' : 'a') . $2/er)],
        ['with a comma and itself', $scheme eq 'stripe' ? 200 : 401, with($q, 0, "$mac,$mac")],
        ['7,000 characters', 401, with($q, 0, $mac . 'A' x 7000)],
        ['7,000 others', 401, with($q, 0, 'A' x 7000)],
        ['not ASCII', 401, with($q, 0, "$mac\xff\xfe")],
        ['a full-width digit', 401, with($q, 0, $mac =~ s/.$/\xef\xbc\x91/r)],
        ['quotes', 401, with($q, 0, qq("$mac"))],
        ['in percent escapes', 401, with($q, 0, join '', map { sprintf '%%%02x', ord } split //, $mac)],
    );

    push @rows, ['no padding', 401, with($q, 0, $mac =~ s/=+$//r)],
        ['junk in base64', 401, with($q, 0, $mac =~ s/(.{5})(=*)$/!!!!!$2/r)],
        ['the URL alphabet', 401, with($q, 0, $mac =~ tr{+/}{-_}r . '-_')],
        ['bits left over', 401, with($q, 0, $mac =~ s/[A-Za-z0-9+\/]{2}(=+)$/!\/$1/r)]
        if $base64{$scheme};
    push @rows, ['upper case', 401, with($q, 0, $mac =~ s/=([0-9a-f]{64})/'=' . uc $1/er)],
        ['no prefix', 401, with($q, 0, $mac =~ s/^\S*=//r)]
        if !$base64{$scheme} && !$token{$scheme};
    push @rows, ['another body', 401, { %$q, body => $q->{body} =~ s/CANARY/canary/r }],
        ['a blank more', 401, { %$q, body => "$q->{body} " }], ['no body', 401, { %$q, body => '' }]
        if !$token{$scheme};

    for my $i (0 .. @{ $q->{headers} } / 2 - 1) {
        my $name = $q->{headers}[2 * $i];
        push @rows, ["$name missing", 401, without($q, $i)], ["$name empty", 401, with($q, $i, '')],
            ["$name twice", 400, twice($q, $i)], ["$name and another", 400, twice($q, $i, 'x')];
    }

    return ($q, @rows, $timed{$scheme} ? times_of($channel, $scheme) : ());
}


# The window is 300 s: its edges to the second are common_scheme.c's and
# fuzz_scheme's, whose clock stands still.
sub times_of {
    my ($channel, $scheme) = @_;

    my $now = time;
    my @rows = map { ["$_->[0] s", $_->[1], request($channel, $scheme, $body{$channel},
        time => $now + $_->[0])] } [-290, 200], [290, 200], [-301, 401], [310, 401], [-86400, 401];
    push @rows, map { ["time '$_'", 401, request($channel, $scheme, $body{$channel}, time => $_)] }
        "-$now", "+$now", "0$now", "$now.0", "${now}000", "0x5f5e100", '9' x 30, 0, 'now',
        18446744073709551615 - $now, "$now\xc2\xa0";
    return @rows;
}


for my $channel (@channels) {
    for my $scheme (@schemes) {
        my ($right, @rows) = proofs($channel, $scheme);
        my $before = nrecords() - $accepted;

        my @wrong = grep { defined } map {
            my ($name, $status, $q) = @$_;
            my $got = post($q);
            $got == $status ? undef : "$name: $got, not $status";
        } ['right', 200, $right], ['repeated', 200, $right],
          ['the previous secret', 200, request($channel, $scheme, $body{$channel},
              secret => secret_of($scheme, 'old'))], @rows;

        is("@wrong", '', "$channel, $scheme: " . (3 + @rows) . ' rows');
        is(nrecords() - $accepted, $before, 'the log holds what was answered 200');
    }
}


# Authentic junk is a dead letter, or 400 where the location says refuse; what
# is new to us is neither.
my %junk = (
    'nothing' => '', 'no JSON' => 'hello', 'a string' => '"x"', 'a number' => '1', 'null' => 'null',
    'an empty object' => '{}', 'an empty list' => '[]', 'cut' => '{"object":', 'two' => '{}{}',
    'a byte order mark' => "\xef\xbb\xbf{}", 'NUL' => "{}\0", 'binary' => "\xff\0\x01\x02",
    'another object' => '{"object":"other","entry":[]}', 'deep' => '[' x 70 . ']' x 70,
    'form' => '%zz=1&%', 'UTF-16' => "\xff\xfe{\0}\0",
);

# Any JSON is an event of the generic channel.
my %event = map { $_ => 1 } 'a string', 'a number', 'null', 'an empty object', 'an empty list',
    'another object';

for my $channel (@channels) {
    subtest "$channel: junk" => sub {
        for my $name (grep { $channel ne 'generic' || !$event{$_} } sort keys %junk) {
            my $n = nrecords();
            is(post(request($channel, 'hmac', $junk{$name})), 200, $name);
            my ($record) = grep { $_->{kind} == 3 && $_->{payload} eq $junk{$name}
                && $_->{channel} eq $channel } records($w->redis);
            ok($record, 'a dead letter, verbatim');
            is(post(request($channel, 'hmac', $junk{$name}, where => 'r')), 400, 'refused');
            is(nrecords(), $n + 1, 'one record');
        }

        (my $new = $body{$channel}) =~ s/^\{/{"new":{"a":[1]},/;
        is(post(request($channel, 'hmac', $new, where => 'r')), 200, 'a field never seen');
    };
}


is(nrecords(), $accepted, "$accepted accepted, as many records");

# nginx itself puts the line of a request, with its query, behind what it says
# of it in the error log; the query here is a hash of the body.
for my $log (qw(nginx access)) {
    open my $in, '<', $w->log($log) or die;
    my $text = do { local $/; <$in> };
    ok(length $text, "$log log");
    $text =~ s/, request: "[^"]*"//g if $log eq 'nginx';
    is(join(' ', $text =~ /(CANARY|whsec_|[0-9a-f]{64}|bodySHA256)/g), '',
        'no text, secret, proof or query in it');
}

Relevo::World->finish;
