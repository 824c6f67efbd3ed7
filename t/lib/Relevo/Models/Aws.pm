package Relevo::Models::Aws;

# Bedrock, Comprehend and Lex: signatures recomputed from what arrived, bodies
# checked, answers in AWS's own forms (the event stream's sums by zlib).

use strict;
use warnings;
use utf8;

use Compress::Zlib qw(crc32);
use Digest::SHA qw(hmac_sha256 hmac_sha256_hex sha256_hex);
use Encode ();
use JSON::PP;

our $ID = 'AKIDEXAMPLE';
our $SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
our $BEARER = 'bedrock-api-key-7f';

my $json = JSON::PP->new->utf8->canonical;

sub answer { goto &Relevo::Models::answer }


sub deny {
    my ($r, $status, $type, $message) = @_;

    answer($r, $status, { __type => "com.amazonaws.x#$type",
        message => $message }, 'x-amzn-ErrorType' => "$type:http://x/");
    return 0;
}


sub encode {
    my ($text) = @_;

    $text =~ s/([^A-Za-z0-9\-._~\/])/sprintf '%%%02X', ord $1/ge;
    return $text;
}


# The signature of what came, by the rules of AWS and none of our code.
sub signed {
    my ($r, $service, $bearer) = @_;

    my $h = $r->{headers};
    my $auth = $h->{authorization} // '';
    return 1 if $bearer && $auth eq "Bearer $BEARER";
    my ($id, $day, $region, $name, $names, $proof) = $auth =~
        m{^AWS4-HMAC-SHA256[ ]Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/
          aws4_request,[ ]SignedHeaders=([a-z0-9;-]+),
          [ ]Signature=([0-9a-f]{64})$}x
        or return deny($r, 403, 'MissingAuthenticationTokenException', 'auth');
    my %signed = map { $_ => 1 } split /;/, $names;
    return deny($r, 403, 'InvalidSignatureException', "not signed: $_") for
        grep { !$signed{$_} } 'host', grep { /^x-amz-/ } keys %$h;
    return deny($r, 403, 'InvalidSignatureException', 'order')
        if $names ne join ';', sort split /;/, $names;
    return deny($r, 403, 'UnrecognizedClientException', 'id or service')
        if $id ne $ID || $name ne $service
        || ($h->{'x-amz-date'} // '') !~ /^$day/;

    my ($path, $query) = split /\?/, $r->{path}, 2;
    my $canonical = join "\n", $r->{method}, encode($path), $query // '',
        (map { my $v = $h->{$_} // ''; $v =~ s/ +/ /g; "$_:$v" }
            split /;/, $names), '', $names, sha256_hex($r->{raw});
    my $string = join "\n", 'AWS4-HMAC-SHA256', $h->{'x-amz-date'},
        "$day/$region/$name/aws4_request", sha256_hex($canonical);
    my $key = "AWS4$SECRET";
    $key = hmac_sha256($_, $key) for $day, $region, $name, 'aws4_request';
    return hmac_sha256_hex($string, $key) eq $proof
        || deny($r, 403, 'InvalidSignatureException', 'does not match');
}


# ---- Bedrock ----

sub bedrock {
    my ($r, $rule, $what) = @_;

    return $what eq 'check' ? bedrock_check($r) : bedrock_answer($r, $rule);
}


sub bedrock_check {
    my ($r) = @_;

    signed($r, 'bedrock', 1) or return 0;
    my $b = $r->{body};
    my $bad = 'ValidationException';
    return deny($r, 400, $bad, 'not JSON') if ref $b ne 'HASH';
    my %known = map { $_ => 1 } qw(messages system inferenceConfig toolConfig
        additionalModelRequestFields guardrailConfig);
    return deny($r, 400, $bad, "unknown $_") for grep { !$known{$_} } keys %$b;
    return deny($r, 404, 'ResourceNotFoundException', 'model')
        if $r->{path} !~ m{^/model/(anthropic|amazon)[^/:]*/};
    my $last = 'assistant';
    for my $m (@{ $b->{messages} // [] }) {
        return deny($r, 400, $bad, 'roles') if $m->{role} eq $last
            || ref $m->{content} ne 'ARRAY' || !@{ $m->{content} };
        $last = $m->{role};
        for (@{ $m->{content} }) {
            return deny($r, 400, $bad, 'block')
                if !grep { /^(text|image|toolUse|toolResult)$/ } keys %$_;
            return deny($r, 400, $bad, 'image') if $_->{image} && !Relevo::Models::Chat::picture_ok(
                "image/$_->{image}{format}", $_->{image}{source}{bytes});
        }
    }
    return deny($r, 400, $bad, 'last') if $last ne 'user';
    return deny($r, 400, $bad, 'tools') for grep { !$_->{toolSpec}{inputSchema}{json} }
        @{ ($b->{toolConfig} // {})->{tools} // [] };
    return 1;
}


sub frame {
    my ($type, $payload, %o) = @_;

    my %h = (':message-type' => $o{exception} ? 'exception' : 'event',
        $o{exception} ? (':exception-type' => $type) : (':event-type' => $type),
        ':content-type' => 'application/json');
    my $headers = join '', map { pack('C/a C n/a', $_, 7, $h{$_}) } sort keys %h;
    my $body = $json->encode($payload);
    my $head = pack 'NN', 16 + length($headers) + length $body, length $headers;
    my $frame = $head . pack('N', crc32($head)) . $headers . $body;
    return $frame . pack 'N', crc32($frame) ^ ($o{damaged} // 0);
}


sub bedrock_answer {
    my ($r, $rule) = @_;

    my $text = $rule->{text} // ($rule->{tool} ? '' : $Relevo::Models::Chat::TEXT);
    my $finish = $rule->{finish} // ($rule->{tool} ? 'tool_use' : 'end_turn');
    my $usage = { inputTokens => 21, outputTokens => 9, totalTokens => 30 };
    my $use = { toolUseId => 'tooluse_1', name => $rule->{tool}[0] } if $rule->{tool};
    my $action = $rule->{action} // '';

    if ($r->{path} !~ /-stream$/) {
        return answer($r, 200, { output => { message => { role => 'assistant',
            content => [length $text ? { text => $text } : (), $use
                ? { toolUse => { %$use, input =>
                  JSON::PP->new->decode($rule->{tool}[1]) } }
                : ()] } }, stopReason => $finish, usage => $usage,
            metrics => { latencyMs => 5 } });
    }

    my @p = (frame(messageStart => { role => 'assistant' }));
    push @p, frame(contentBlockDelta => { contentBlockIndex => 0,
        delta => { text => $_ } }) for Relevo::Models::Chat::deltas($text);
    push @p, frame(contentBlockStop => { contentBlockIndex => 0 });
    if ($use) {
        push @p, frame(contentBlockStart => { contentBlockIndex => 1,
            start => { toolUse => $use } });
        push @p, frame(contentBlockDelta => { contentBlockIndex => 1,
            delta => { toolUse => { input => $_ } } })
            for Relevo::Models::Chat::deltas($rule->{tool}[1]);
        push @p, frame(contentBlockStop => { contentBlockIndex => 1 });
    }
    push @p, frame(messageStop => { stopReason => $finish }),
        frame(metadata => { usage => $usage, metrics => { latencyMs => 5 } });
    splice @p, 3, 0, frame(contentBlockDelta => { contentBlockIndex => 0,
        delta => { text => 'x' } }, damaged => 1) if $action eq 'broken';
    splice @p, $rule->{after} // 3, @p, frame(throttlingException =>
        { message => 'secret words' }, exception => 1) if $action eq 'error';
    return Relevo::Models::stream($r, $rule,
        'application/vnd.amazon.eventstream', @p);
}


# ---- Comprehend ----

sub comprehend {
    my ($r, $rule, $what) = @_;

    my $target = $r->{headers}{'x-amz-target'} // '';
    my $b = $r->{body};

    if ($what eq 'check') {
        signed($r, 'comprehend') or return 0;
        return deny($r, 400, 'SerializationException', 'type')
            if $r->{headers}{'content-type'} ne 'application/x-amz-json-1.1';
        return deny($r, 400, 'UnknownOperationException', $target) if $target !~
            /^Comprehend_20171127\.Detect(DominantLanguage|Sentiment|KeyPhrases)$/;
        return deny($r, 400, 'TextSizeLimitExceededException', 'size')
            if length(Encode::encode_utf8($b->{Text})) > 5000;
        return deny($r, 400, 'UnsupportedLanguageException', 'language')
            if $target !~ /Dominant/ && ($b->{LanguageCode} // '')
            !~ /^(en|es|fr|de|it|pt|ar|hi|ja|ko|zh|zh-TW)$/;
        return 1;
    }
    return answer($r, 200, { Languages => [{ LanguageCode => 'en',
        Score => 0.1 }, { LanguageCode => 'es', Score => 0.89 }] })
        if $target =~ /Dominant/;
    return answer($r, 200, { Sentiment => 'NEGATIVE', SentimentScore =>
        { Positive => 0.01, Negative => 0.93, Neutral => 0.05, Mixed => 0.01 } })
        if $target =~ /Sentiment/;
    my $at = index $b->{Text}, 'envío';
    return answer($r, 200, { KeyPhrases => [$at < 0 ? () : { Score => 0.98,
        Text => 'envío', BeginOffset => $at, EndOffset => $at + 5 }] });
}


# ---- Lex ----

sub lex {
    my ($r, $rule, $what) = @_;

    my ($bot, $alias, $locale, $session) = $r->{path} =~
        m{^/bots/([A-Z0-9]{10})/botAliases/([^/]+)/botLocales/([^/]+)/sessions/([0-9A-Za-z._:%-]{2,100})/text$};

    if ($what eq 'check') {
        signed($r, 'lex') or return 0;
        return deny($r, 400, 'ValidationException', 'path') if !$session;
        return deny($r, 404, 'ResourceNotFoundException', 'locale') if $locale !~
            /^(en_US|en_GB|es_ES|es_US|pt_BR|pt_PT|fr_FR|fr_CA|it_IT|de_DE)$/;
        return deny($r, 400, 'ValidationException', 'text')
            if length($r->{body}{text} // '') !~ /^([1-9]\d{0,2}|10[01]\d|102[0-4])$/;
        return 1;
    }
    return answer($r, 200, { sessionId => $session, messages => [],
        sessionState => { intent => { name => 'OrderStatus', state =>
            'InProgress' } }, interpretations => [
        { intent => { name => 'OrderStatus', slots => { OrderId => { value => {
            originalValue => 'a 12', interpretedValue => 'A12' } },
            Date => undef } }, nluConfidence => { score => 0.87 } },
        { intent => { name => 'FallbackIntent', slots => {} } }] });
}

1;
