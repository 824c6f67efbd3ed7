package Relevo::Api;

# The API as a test uses it: a token, JSON in and out.
#
#   my $api = Relevo::Api->key($w, 'demo', '*');      # a key with scopes
#   my $r = $api->get('/api/v1/me');                  # {status, headers, body, json}
#   $api->post('/api/v1/agents', { email => 'a@x.example' });
#   my $agent = Relevo::Api->agent($w, 'demo', 'ana', 'agent');  # logged in
#   my $c = Relevo::Api::conversation($w, 'demo', 'v1', text => 'hola');

use strict;
use warnings;

use Carp qw(croak);
use JSON::PP;

my $JSON = JSON::PP->new->utf8->canonical->allow_nonref;
our %ASKED;             # method => path => 1: what any of them asked for
our $DESK =             # routes that 98_api_desk.t asks, not 90_api.t
    qr{/(inbox/counts|inbox/rows|timeline|panel|decisions|read|viewing|drafts.*|v1/search|ratings|overview)$};
our $PASSWORD = 'correct horse battery';


sub new { my ($class, $w, $token) = @_; return bless { w => $w, token => $token }, $class }


sub tenant {
    my ($w, $slug) = @_;

    return $w->pg->value(q{select tenant_id from core.tenant where slug = $1}, $slug)
        // $w->pg->value(q{select core.tenant_add($1, $1, 'en') ->> 'tenant'}, $slug);
}


sub key {
    my ($class, $w, $slug, @scopes) = @_;

    my $k = $w->pg->value(q{select core.key_add($1, 'test', $2, null, null)},
        tenant($w, $slug), '{' . join(',', @scopes) . '}');
    return bless { w => $w, token => $k->{token}, id => $k->{key}{id},
                   tenant => tenant($w, $slug) }, $class;
}


# An agent with a session of its own; ->{agent} is its id.
sub agent {
    my ($class, $w, $slug, $name, $role) = @_;

    my $tenant = tenant($w, $slug);
    my $a = $w->pg->value(q{select core.agent_save($1, null, $2)}, $tenant,
        { email => "$name\@$slug.example", name => $name, role => $role // 'agent' });
    croak $JSON->encode($a) unless $a->{ok};
    $w->pg->value(q{select core.password_set($1, $2, $3)}, $tenant, $a->{agent}{id},
        $PASSWORD);
    my $r = $class->new($w)->post('/api/v1/session', { tenant => $slug, password => $PASSWORD,
        email => "$name\@$slug.example", cookie => JSON::PP::false });
    croak "login: $r->{status} $r->{body}" unless $r->{status} == 201;
    return bless { w => $w, token => $r->{json}{token}, agent => $a->{agent}{id},
                   tenant => $tenant }, $class;
}


sub call {
    my ($self, $method, $path, $body, %headers) = @_;

    my %o = (headers => { ($self->{token} ? (Authorization => "Bearer $self->{token}") : ()),
                          %headers });
    if (defined $body) {
        $o{headers}{'Content-Type'} //= 'application/json';
        $o{body} = ref $body ? $JSON->encode($body) : $body;
    }
    $ASKED{$method}{$path} = 1;
    my $r = $self->{w}->http($method => $path, %o);
    $r->{json} = eval { $JSON->decode($r->{body}) } if length $r->{body};
    return $r;
}


sub get    { my ($s, $p, %h) = @_; return $s->call(GET => $p, undef, %h) }
sub delete { my ($s, $p, %h) = @_; return $s->call(DELETE => $p, undef, %h) }
sub post   { my ($s, $p, $b, %h) = @_; return $s->call(POST => $p, $b, %h) }
sub put    { my ($s, $p, $b, %h) = @_; return $s->call(PUT => $p, $b, %h) }
sub patch  { my ($s, $p, $b, %h) = @_; return $s->call(PATCH => $p, $b, %h) }


# "METHOD path" of every route that nobody in this process has asked.
sub never_asked {
    my ($self) = @_;

    my $doc = $self->get('/api/v1/openapi.json')->{json};
    my @never;
    for my $path (sort keys %{ $doc->{paths} }) {
        (my $shape = $path) =~ s/\{\w+\}/[^\/?]+/g;
        push @never, map { "$_ $path" }
            grep { my $m = $_; !grep { /^$shape(\?|$)/ } keys %{ $ASKED{$m} } }
            map { uc } sort keys %{ $doc->{paths}{$path} };
    }
    return @never;
}


# A conversation of a web chat visitor, made as admit makes it but without a
# worker; its messages are done.  -> {id, contact}
sub conversation {
    my ($w, $slug, $visitor, %o) = @_;

    my $tenant = tenant($w, $slug);
    my $account = $o{account} // "chat-$slug";
    $w->pg->value(q{select core.account_add($1, 'webchat', $2, 'chat')}, $tenant, $account);
    return $JSON->decode($w->pg->do(q{
        with a as (select id from core.account where tenant_id = $1 and account = $4),
        n as (insert into core.contact (tenant_id, id, account_id, name)
              select $1, core.uuid7(), id, $5 from a returning id, account_id),
        c as (insert into core.conversation (tenant_id, id, account_id, contact_id,
                  partition, last_seq, done_seq)
              select $1, core.uuid7(), account_id, id, 3, 1, 1 from n returning *),
        i as (insert into core.identity (tenant_id, account_id, kind, value,
                  contact_id, conversation_id)
              select $1, account_id, 'visitor', $2, contact_id, id from c),
        m as (insert into core.message (tenant_id, id, conversation_id, seq, direction,
                  origin, epoch, type, text, at)
              select $1, core.uuid7(), id, 1, 'in', 'visitor', 1, 'text', $3, now() from c)
        select json_build_object('id', id, 'contact', contact_id) from c},
        $tenant, $visitor, $o{text} // 'hola', $account, $o{name} // 'Ana Ruiz'));
}

1;
