# The API's surface without a server: the table of routes, the functions of
# schema api and their rights are the same, both ways.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::World;

my $root = "$FindBin::Bin/..";


sub slurp {
    my ($path) = @_;
    open my $in, '<', $path or die "$path: $!";
    local $/;
    return scalar <$in>;
}


# ---- the table ----

my $source = slurp("$root/ngx_module/ngx_http_relevo_routes.c");
my $table = join "", map { slurp("$root/ngx_module/$_") } $source =~ m{^#include "(routes/\w+\.def)"}mg;
my %route = map { $_ => 1 } $table =~ m{"([a-z_]+)",\s*(?:"[a-z:]*"|NGX_HTTP_RELEVO_SQL)}g;
delete $route{openapi};
cmp_ok(scalar keys %route, '>', 80, scalar(keys %route) . ' functions in the table');

my %seen;
my @twice = grep { $seen{$_}++ } map { join ' ', @$_ }
    map { my ($m, $p) = /(?:_(?:WRITE|SEALED|LARGE|TOTP)\((\w+),\ |_HTTP_(?=READ|QUICK|TEXT)
            |NGX_HTTP_(\w+),\ )"(\S+)"/x ? ($1 // $2, $3) : (); [$m // '', $p // ''] }
    grep { m{"/} } $table =~ /(NGX_HTTP_\w+(?:\(|, )[^}]*?)(?=NGX_HTTP_|\z)/g;
is_deeply([grep { /\S/ } @twice], [], 'no method and path twice');

my $docs = qx($^X $root/ngx_module/api_docs.pl);
ok(index(slurp("$root/docs/API.md"), $docs) > 0, 'docs/API.md is of this table')
    or diag('perl ngx_module/api_docs.pl --write');

# ---- the channels with endpoints, and how each proves itself ----

my %scheme = slurp("$root/common/scheme_row.c") =~ /\{ "(\w+)",\s+"(\w+)" \},/g;
is_deeply({ slurp("$root/console/desk/views/admin/kinds.ts") =~ /^    (\w+): \{ scheme: "(\w+)"/gm },
    \%scheme, 'the console sets each up by its own scheme');
is_deeply([sort { $a cmp $b } slurp("$root/ngx_module/ngx_http_relevo_channels.c")
    =~ /^    \{ ngx_string\("(\w+)"\)/gm], [sort keys %scheme], 'nginx serves them');
is_deeply([sort { $a cmp $b } slurp("$root/worker/cli/channel.c") =~ /^    \{ "(\w+)",\s+(?:true|false)/gm],
    [sort keys %scheme], '`relevo channel` knows them');

# ---- the functions ----

my $w = Relevo::World->new(parts => ['postgres']);
my @helpers = qw(ok code problem invalid result tenant agent role actor sees_all once done
    page_limit page_before page etag matches merged agent_one agent_may agent_save
    agent_is_mine sight conversation_seen conversation_view conversation_walk
    states conversation_few conversation_rank conversation_pages conversation_ordered
    conversation_over message_text
    conversation_held conversation_archived conversation_away conversation_preview quickly speaker label reach
    conversation_views conversation_items conversation_ranked json no_message
    flags my_teams inbox_open inbox_over inbox_list media_ref message_quoted message_reactions
    message_item log_item elsewhere
    search_scope snippet search_messages search_contacts search_tickets period figure
    overview_now figure_times
    claim contact_view contact_seen in_words escalate_conversation
    ticket_sight ticket_preview account_view changed letter_view
    task task_may history_refused canned_one canned_may canned_problem hours_view limits_change
    notify_result notify_words html page_html notify_whose notify_ask_page notify_do_page
    holder kept_for media_one media_view media_redirect rules_save
    desk_matches knowledge_version knowledge_matches);
my %helper = map { $_ => 1 } @helpers;

my %function = map { $_->{name} => $_ } $w->pg->rows(q{select p.proname as name,
    pg_get_function_identity_arguments(p.oid) as args, p.prorettype::regtype::text as ret,
    p.prosecdef as definer, p.provolatile as volatile,
    has_function_privilege('relevo_web', p.oid, 'execute') as web,
    has_function_privilege('public', p.oid, 'execute') as public,
    coalesce(array_to_string(p.proconfig, ' '), '') as config
    from pg_proc p where p.pronamespace = 'api'::regnamespace});

is_deeply([sort grep { !$helper{$_} } keys %function], [sort keys %route],
    'each route has its function, each function its route');
is_deeply([grep { !$function{$_} } @helpers], [], 'the helpers are all there');
my %quick = map { $_ => 1 } $table =~ m{RELEVO_QUICK\("[^"]+",\s*"(\w+)"}g;
my %text = (%quick, map { $_ => 1 } $table =~ m{RELEVO_TEXT\("[^"]+",\s*"(\w+)"}g);
is_deeply([grep { $function{$_}{ret} ne ($text{$_} ? 'api.quick' : 'api.response')
    || $function{$_}{args} ne 'req jsonb' } sort keys %route], [], 'of one shape');
is_deeply([grep { !$_->{web} } values %function], [], 'relevo_web may call them');
is_deeply([grep { $_->{public} } values %function], [], 'nobody else may');
is_deeply([grep { $_->{definer} } values %function], [], 'with the rights of the caller');
is_deeply([grep { !$quick{$_} && $function{$_}{config} !~ /search_path=core, pg_temp/ }
    sort keys %route], [], 'and a fixed search path');

# a quick one names everything it uses instead
my $sql = slurp("$root/sql/migrations/0034_api_quick.sql") =~ s/--.*//gr;
is_deeply([sort grep { $sql !~ /create function api\.$_\(/ } keys %quick], [], 'quick ones are in their file');
is_deeply([$sql =~ /\b(?:from|join)\s+(?!core\.|api\.)(\w+)/g], [], 'whose tables have their schema');

# a read runs in a read-only transaction: its function says that it only reads
my %reads = map { $_ => 1 } $table =~ m{RELEVO_(?:READ|QUICK|TEXT)\("[^"]+",\s*"(\w+)"}g;
is_deeply([grep { $function{$_}{volatile} eq 'v' } sort keys %reads], [], 'reads only read');

Relevo::World->finish;
