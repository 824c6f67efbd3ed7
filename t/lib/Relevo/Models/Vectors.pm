package Relevo::Models::Vectors;

# /v1/embeddings as OpenAI has it, strictly: what the real one refuses is
# refused.  Its vectors are made of words: each is folded, taken by its meaning
# where MEANINGS has it, and hashed into a dimension; so two texts are near
# that say the same in other words, which no full text search finds.

use strict;
use warnings;
use utf8;

use Digest::SHA qw(sha1);
use Unicode::Normalize qw(NFD);

our %DIMENSIONS = ('text-embedding-3-small' => 1536, 'text-embedding-3-large' => 3072,
    'bag-of-words' => 64);

# one meaning a line, in any language
my @MEANINGS = (
    [qw(parrot papagayo loro cotorra perroquet pappagallo papagaio)],
    [qw(hungry peckish hambre faim fame fome eat eats feed feeding food comida)],
    [qw(bicycle bike velocipede bicicleta velo)],
    [qw(repair mend fix reparar arreglar reparer)],
);
my %meaning = map { my $n = $_; map { $_ => "meaning$n" } @{ $MEANINGS[$n] } } 0 .. $#MEANINGS;
my %stop = map { $_ => 1 } qw(a an the my your our is are do does how can i you what to of it and
    or in on for we at el la los las un una de que y en mi tu su es le les des du est on with about some);


sub vector {
    my ($text, $dims) = @_;

    my @v = (0) x $dims;
    my $folded = NFD(lc $text);
    $folded =~ s/\p{Mn}//g;
    for my $word ($folded =~ /[a-z0-9]+/g) {
        next if $stop{$word};
        my ($at, $sign) = unpack 'NC', sha1($meaning{$word} // $word);
        $v[$at % $dims] += $sign & 1 ? 1 : -1;
    }
    my $sum = 0;
    $sum += $_ * $_ for @v;
    $v[0] = $sum = 1 if $sum == 0;
    return [map { $_ / sqrt $sum } @v];
}


sub deny {
    my ($r, $status, $code, $message) = @_;

    Relevo::Models::answer($r, $status, { error => { message => $message, code => $code,
        type => 'invalid_request_error', param => undef } });
    return 0;
}


sub check {
    my ($r) = @_;

    my ($h, $b) = @$r{qw(headers body)};
    my %known = map { $_ => 1 } qw(model input encoding_format dimensions user);
    my ($key) = ($h->{authorization} // '') =~ /^Bearer (.+)$/;

    return deny($r, 401, 'invalid_api_key', 'key') if ($key // '') ne $Relevo::Models::KEY;
    return deny($r, 400, undef, 'no JSON')
        if ref $b ne 'HASH' || $h->{'content-type'} ne 'application/json';
    for (sort keys %$b) {
        return deny($r, 400, 'unknown_parameter', $_) if !$known{$_};
    }
    my $most = $DIMENSIONS{ $b->{model} // '' } or return deny($r, 404, 'model_not_found', 'model');
    return deny($r, 400, undef, 'format') if ($b->{encoding_format} // 'float') ne 'float';
    my @input = ref $b->{input} ? @{ $b->{input} } : $b->{input};
    return deny($r, 400, undef, 'input')
        if !@input || @input > 2048 || grep { !defined || ref || $_ eq '' } @input;
    return deny($r, 400, 'context_length_exceeded', 'too long') if grep { length > 8191 * 4 } @input;
    return deny($r, 400, undef, 'dimensions') if exists $b->{dimensions}
        && ($b->{dimensions} !~ /^[1-9][0-9]*$/ || $b->{dimensions} > $most || $b->{model} !~ /-3-/);
    return 1;
}


sub embeddings {
    my ($r, $rule, $what) = @_;

    return check($r) if $what eq 'check';
    my $b = $r->{body};
    my @input = ref $b->{input} ? @{ $b->{input} } : $b->{input};
    my $dims = $b->{dimensions} // $DIMENSIONS{ $b->{model} };
    my $tokens = 0;
    $tokens += 1 + int(length($_) / 4) for @input;
    my @data = map { { object => 'embedding', index => $_,
        embedding => vector($input[$_], $dims) } } 0 .. $#input;
    my $action = $rule->{action} // '';
    return Relevo::Models::answer($r, 200, '{"data":[') if $action eq 'broken';
    pop @data if $action eq 'short';
    pop @{ $data[-1]{embedding} } if $action eq 'uneven';
    $data[0]{embedding}[0] = 'x' if $action eq 'lie';
    $data[-1]{index} = 0 if $action eq 'twice' && @data > 1;
    $data[0]{embedding} = [(0) x $dims] if $action eq 'zero';
    return Relevo::Models::answer($r, 200, { object => 'list', model => $b->{model},
        data => [$action eq 'mixed' ? reverse @data : @data],
        defined $rule->{usage} ? () : (usage => { prompt_tokens => $tokens, total_tokens => $tokens }) });
}

1;
